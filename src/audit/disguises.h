// The forms in which a text can lie in a file, and back.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onshelf::audit {

std::string to_hex(std::string_view text);  // in lower case
std::string to_utf16(std::string_view text, bool big_endian);
// The characters that do not depend on what stands around the text: one for each alignment, and again with the letters of
// addresses (- and _). None for texts too short to be told from chance.
std::vector<std::string> to_base64(std::string_view text);

// Each reads one piece at `at`, appends what it stands for, and returns its size, 1 or more.
std::size_t percent_step(std::string_view text, std::size_t at, std::string& out);
std::size_t reference_step(std::string_view text, std::size_t at, std::string& out);  // &#x41; &amp;
std::size_t escape_step(std::string_view text, std::size_t at, std::string& out);     // \u0041 \x41 \/

std::string percent_decoded(std::string_view text);

}  // namespace onshelf::audit
