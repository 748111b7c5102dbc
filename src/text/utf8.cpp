#include "text/utf8.h"

#include <simdjson.h>

#include <cstdint>
#include <cstring>

namespace onshelf {
namespace {

constexpr CodePoint kBroken{kReplacementCharacter, 1, false};

// Bytes 10xxxxxx, eight at a time.
std::size_t count_continuations(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  std::size_t count = 0, at = 0;
  for (; text.size() - at >= 8; at += 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + at, sizeof block);
    count += (((block >> 7) & (~block >> 6) & kOnes) * kOnes) >> 56;
  }
  for (; at < text.size(); ++at) count += (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u;
  return count;
}

}  // namespace

CodePoint long_code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) { return static_cast<unsigned char>(text[at + offset]); };
  const unsigned char lead = byte(0);

  // The well-formed sequences of the Unicode standard, table 3-7: only the second byte's range depends on the first.
  std::size_t size = 0;
  unsigned char low = 0x80, high = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2;
    value = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    size = 3;
    value = lead & 0x0Fu;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4;
    value = lead & 0x07u;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return kBroken;
  }
  if (text.size() - at < size || byte(1) < low || byte(1) > high) return kBroken;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return kBroken;
    value = (value << 6) | (byte(i) & 0x3Fu);
  }
  return {value, size, true};
}

// The library says whether all is well, many bytes at a time, but not where it is not.
std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return std::nullopt;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!point.valid) return at;
    at += point.size;
  }
  return std::nullopt;
}

std::size_t count_code_points(std::string_view text) {
  // In valid text every code point has one byte that does not continue another.
  if (simdjson::validate_utf8(text.data(), text.size())) return text.size() - count_continuations(text);
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) at += code_point_at(text, at).size;
  return count;
}

void append_utf8(std::string& out, char32_t value) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6));
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18));
    put(0x80 | ((value >> 12) & 0x3F));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

std::string name_of_code_point(char32_t value) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string name = "U+";
  for (int shift = value > 0xFFFFF ? 20 : value > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
    name.push_back(kHex[(value >> shift) & 0xF]);
  return name;
}

}  // namespace onshelf
