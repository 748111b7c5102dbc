// Letters of ASCII alone: schemes of addresses, file extensions, words of rules. Other letters stay as they are.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

}  // namespace onshelf
