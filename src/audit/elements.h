// The elements of a page, one after the other.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "audit/notes.h"

namespace onshelf::audit {

// All views live until the visit ends.
struct ElementAttribute {
  std::string_view name;   // lower case
  std::string_view value;  // decoded
  Range where;             // of the value as it is written; of the name when there is no value
};

struct Element {
  std::string_view name;  // lower case
  std::vector<ElementAttribute> attributes;
  Range where;  // of the start tag; empty: the element is only implied
  bool in_head = false;
  std::string_view text;  // of title, decoded; of script and style, as it is written
  Range text_where;

  const ElementAttribute* find(std::string_view name) const;
  std::string_view value(std::string_view name) const;  // empty: there is none
};

using VisitElement = std::function<void(const Element&)>;

struct PageForm {
  bool has_doctype = false;
  std::size_t depth = 0;  // elements open at the deepest place; 0: not counted
};

// Nearly all pages are written plainly, and then their tags can only be read in one way: in lower case and double quotes, head
// and body given, no comments, nothing that moves elsewhere. This reader takes such pages, and refuses (nothing) all others
// before it visits any element: they are for the parser below, which reads as browsers do and takes fifty times as long.
// That both see the same is held in tests/unit/audit/.
std::optional<PageForm> visit_plain_page(std::string_view bytes, const VisitElement& visit);

// Any bytes as HTML, by gumbo. Deep nesting makes it slow, and odd bytes may end the process: for workers only.
PageForm visit_any_page(std::string_view bytes, const VisitElement& visit);

}  // namespace onshelf::audit
