// UTF-8: is it valid, what stands at a byte, how long is it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace onshelf {

constexpr char32_t kReplacementCharacter = 0xFFFD;

// What stands at one byte of a text. Broken bytes read as U+FFFD, one for each byte, so that any text can be walked.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0 only at the end of the text
  bool valid = true;
};

// Where text[at] is no ASCII character: any sequence, also a broken one.
CodePoint long_code_point_at(std::string_view text, std::size_t at);

inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {0, 0, true};
  const auto byte = [&](std::size_t offset) { return static_cast<unsigned char>(text[at + offset]); };
  const auto continues = [&](std::size_t offset) { return (byte(offset) & 0xC0u) == 0x80u; };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  // Most other characters of most languages, without a call.
  if (lead >= 0xC2 && lead <= 0xDF && text.size() - at > 1 && continues(1))
    return {(lead & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2, true};
  if (lead >= 0xE1 && lead <= 0xEC && text.size() - at > 2 && continues(1) && continues(2))
    return {(lead & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu), 3, true};
  return long_code_point_at(text, at);
}

// Byte offset of the first byte that is not part of well-formed UTF-8: no overlong forms, no surrogates, nothing past
// U+10FFFF. Absent when all is well.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

inline bool is_valid_utf8(std::string_view text) { return !find_invalid_utf8(text); }

// Broken bytes count one each.
std::size_t count_code_points(std::string_view text);

// `value` must be a Unicode scalar value.
void append_utf8(std::string& out, char32_t value);

// "U+200B", as messages name a character that cannot be shown.
std::string name_of_code_point(char32_t value);

// for (auto [at, point] : CodePoints(text)): every code point with its byte offset. Views the text.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}

  struct Entry {
    std::size_t at;
    CodePoint point;
  };
  class Iterator {
   public:
    Iterator(std::string_view text, std::size_t at) : text_(text), at_(at) { read(); }
    Entry operator*() const { return {at_, point_}; }
    Iterator& operator++() {
      at_ += point_.size;
      read();
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    void read() { point_ = code_point_at(text_, at_); }
    std::string_view text_;
    std::size_t at_;
    CodePoint point_;
  };

  Iterator begin() const { return {text_, 0}; }
  Iterator end() const { return {text_, text_.size()}; }

 private:
  std::string_view text_;
};

}  // namespace onshelf
