// Every marker a template may use. templates/README.md says what each holds.
#pragma once

#include <string_view>

namespace onshelf {

// How a value is written. All but `text` are made whole by the program and need the loud modifier of that name in the
// template; ctemplate escapes the rest by the place they stand in.
enum class MarkerKind {
  text,
  section,
  clean_html,    // {{BODY:x-already-clean-html}}
  escaped_json,  // {{JSON_LD:x-already-escaped-json}}
  picture_set,   // {{ICON_SET:x-own-picture-set}}
  contact_link,  // {{FACT_HREF:x-checked-contact-link}}
};

struct Marker {
  std::string_view name;
  MarkerKind kind;
};

// Null: no template may use it.
const Marker* find_marker(std::string_view name);
// All names, for "did you mean".
std::size_t marker_count();
const Marker& marker_at(std::size_t index);

// Empty for text and sections.
std::string_view modifier_of(MarkerKind kind);

}  // namespace onshelf
