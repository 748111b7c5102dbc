// XML as a row of events with the place of each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/notes.h"

namespace onshelf::audit {

struct XmlAttribute {
  std::string name;  // without its prefix
  std::string value;
  Range where;  // empty: it has references, and its place is the element's
};

struct XmlElement {
  std::string name;   // without its prefix
  std::string space;  // its namespace
  std::vector<XmlAttribute> attributes;
  Range where;  // of the start tag

  const XmlAttribute* find(std::string_view name) const;
};

class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void begin(const XmlElement& element) = 0;
  // `text` is what stood directly in it, without blanks around; at `where` in the file.
  virtual void end(const std::string& name, const std::string& space, const std::string& text, Range where) = 0;
};

struct XmlEnd {
  bool is_sound = true;
  Range where;  // of the first fault
};

// Bytes in UTF-8. A document type is a fault: none of these files needs one.
XmlEnd read_events(std::string_view bytes, XmlEvents& events);

}  // namespace onshelf::audit
