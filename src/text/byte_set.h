// A few bytes to look for in a long text.
#pragma once

#include <cstddef>
#include <string_view>

namespace onshelf {

class ByteSet {
 public:
  consteval explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) has_[static_cast<unsigned char>(c)] = true;
  }

  static consteval ByteSet all_but(std::string_view bytes) {
    ByteSet set(bytes);
    for (bool& has : set.has_) has = !has;
    return set;
  }

  // Of the first byte at or after `at` that is in the set; the text's size when there is none.
  std::size_t find_in(std::string_view text, std::size_t at) const {
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const char* next = begin + at;
    for (; end - next >= 4; next += 4) {
      if (has(next[0])) return static_cast<std::size_t>(next - begin);
      if (has(next[1])) return static_cast<std::size_t>(next - begin) + 1;
      if (has(next[2])) return static_cast<std::size_t>(next - begin) + 2;
      if (has(next[3])) return static_cast<std::size_t>(next - begin) + 3;
    }
    while (next < end && !has(*next)) ++next;
    return static_cast<std::size_t>(next - begin);
  }

  bool has_all_of(std::string_view text) const {
    for (const char c : text)
      if (!has(c)) return false;
    return true;
  }

 private:
  bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

  bool has_[256] = {};
};

}  // namespace onshelf
