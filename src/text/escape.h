// One escaping function for each place a text can go.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

// HTML text and double-quoted attribute values: & < > " ' ` become references, control characters that HTML does not
// allow are left out.
void append_html_escaped(std::string& out, std::string_view text);
std::string escape_html(std::string_view text);

// A URL path: unreserved characters and "/" stay, every other byte becomes %XX.
std::string percent_encode_path(std::string_view path);

}  // namespace onshelf
