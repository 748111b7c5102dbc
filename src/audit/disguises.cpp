#include "audit/disguises.h"

#include "text/entities.h"
#include "text/utf8.h"

namespace onshelf::audit {
namespace {

constexpr std::size_t kShortestBase64 = 8;  // characters

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = static_cast<char>(c | 0x20);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The number that `count` hexadecimal digits at `at` are; -1 when they are none.
long hex_number(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  long number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const int digit = hex_value(text[at + i]);
    if (digit < 0) return -1;
    number = number * 16 + digit;
  }
  return number;
}

bool is_high_surrogate(long unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(long unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

std::string to_hex(std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

std::string to_utf16(std::string_view text, bool big_endian) {
  std::string out;
  const auto add_unit = [&](unsigned unit) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    out.push_back(big_endian ? high : low);
    out.push_back(big_endian ? low : high);
  };
  for (const auto [at, point] : CodePoints(text)) {
    const auto value = static_cast<unsigned>(point.value);
    if (value < 0x10000) {
      add_unit(value);
    } else {
      add_unit(0xD800 + ((value - 0x10000) >> 10));
      add_unit(0xDC00 + ((value - 0x10000) & 0x3FF));
    }
  }
  return out;
}

std::vector<std::string> to_base64(std::string_view text) {
  static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  std::vector<std::string> parts;
  for (std::size_t shift = 0; shift < 3; ++shift) {
    const std::string padded = std::string(shift, '\0') + std::string(text);
    const std::size_t first = (shift * 8 + 5) / 6, last = padded.size() * 8 / 6;
    if (last < first + kShortestBase64) continue;
    std::string part;
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t bit = i * 6, byte = bit / 8;
      unsigned pair = static_cast<unsigned char>(padded[byte]) << 8;
      if (byte + 1 < padded.size()) pair |= static_cast<unsigned char>(padded[byte + 1]);
      const unsigned value = (pair >> (10 - bit % 8)) & 63;
      part.push_back(value < kLetters.size() ? kLetters[value] : value == 62 ? '+' : '/');
    }
    std::string for_addresses = part;
    for (char& c : for_addresses) c = c == '+' ? '-' : c == '/' ? '_' : c;
    if (for_addresses != part) parts.push_back(std::move(for_addresses));
    parts.push_back(std::move(part));
  }
  return parts;
}

std::size_t percent_step(std::string_view text, std::size_t at, std::string& out) {
  const long byte = text[at] == '%' ? hex_number(text, at + 1, 2) : -1;
  out.push_back(byte < 0 ? text[at] : static_cast<char>(byte));
  return byte < 0 ? 1 : 3;
}

std::size_t reference_step(std::string_view text, std::size_t at, std::string& out) {
  if (text[at] == '&') {
    if (const Entity entity = entity_at(text, at); entity.size > 0) {
      out += entity.text;
      return entity.size;
    }
  }
  out.push_back(text[at]);
  return 1;
}

std::size_t escape_step(std::string_view text, std::size_t at, std::string& out) {
  const char next = text[at] == '\\' && at + 1 < text.size() ? text[at + 1] : '\0';
  if (next == 'x') {
    if (const long value = hex_number(text, at + 2, 2); value >= 0)
      return append_utf8(out, static_cast<char32_t>(value)), 4;
  } else if (next == 'u') {
    const long unit = hex_number(text, at + 2, 4);
    if (is_high_surrogate(unit) && text.substr(at + 6, 2) == "\\u") {
      const long low = hex_number(text, at + 8, 4);
      if (is_low_surrogate(low)) {
        append_utf8(out, static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)));
        return 12;
      }
    }
    if (unit >= 0 && !is_high_surrogate(unit) && !is_low_surrogate(unit))
      return append_utf8(out, static_cast<char32_t>(unit)), 6;
  } else if (next == '/' || next == '"' || next == '\\') {
    out.push_back(next);
    return 2;
  }
  out.push_back(text[at]);
  return 1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) at += percent_step(text, at, out);
  return out;
}

}  // namespace onshelf::audit
