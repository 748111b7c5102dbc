// One escaping function for each place a text can go.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

// HTML text and double-quoted attribute values: & < > " ' ` become references, control characters that HTML does not
// allow are left out.
void append_html_escaped(std::string& out, std::string_view text);
std::string escape_html(std::string_view text);
// Of one of those six; empty for every other character.
std::string_view html_reference(char c);

// A URL path: unreserved characters and "/" stay, every other byte becomes %XX.
std::string percent_encode_path(std::string_view path);
void append_percent_encoded_path(std::string& out, std::string_view path);

// A string of JSON, with its quotes, inside a script of HTML: nothing in it means something to an HTML parser, or ends a
// line in an old script engine (U+2028, U+2029); an escape means the same in JSON. Valid UTF-8 stays valid.
void append_script_string(std::string& out, std::string_view text);

}  // namespace onshelf
