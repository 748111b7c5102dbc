// Letters of ASCII alone: schemes of addresses, file extensions, words of rules. Other letters stay as they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onshelf {

inline char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

inline char upper_ascii(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c; }

inline bool is_ascii_letter(char c) { return lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z'; }

inline bool is_ascii_letter_or_digit(char c) { return (c >= '0' && c <= '9') || is_ascii_letter(c); }

inline bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_ascii(c);
  return out;
}

inline std::string upper_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = upper_ascii(c);
  return out;
}

inline bool equal_but_for_case(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  for (std::size_t i = 0; i < one.size(); ++i)
    if (lower_ascii(one[i]) != lower_ascii(other[i])) return false;
  return true;
}

}  // namespace onshelf
