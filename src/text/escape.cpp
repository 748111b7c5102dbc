#include "text/escape.h"

#include <array>

namespace onshelf {
namespace {

constexpr std::array<bool, 256> special_in_html() {
  std::array<bool, 256> special{};
  for (unsigned char c = 0; c < 0x20; ++c) special[c] = c != '\t' && c != '\n' && c != '\r';
  for (const char c : {'&', '<', '>', '"', '\'', '`', '\x7F'}) special[static_cast<unsigned char>(c)] = true;
  return special;
}
constexpr auto kSpecialInHtml = special_in_html();

std::string_view html_reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '`':
      return "&#96;";
    default:
      return {};  // a control character
  }
}

// Unreserved characters of RFC 3986, and the slash.
constexpr std::array<bool, 256> plain_in_path() {
  std::array<bool, 256> plain{};
  for (unsigned char c = '0'; c <= '9'; ++c) plain[c] = true;
  for (unsigned char c = 'a'; c <= 'z'; ++c) plain[c] = plain[c - ('a' - 'A')] = true;
  for (const char c : {'-', '.', '_', '~', '/'}) plain[static_cast<unsigned char>(c)] = true;
  return plain;
}
constexpr auto kPlainInPath = plain_in_path();

}  // namespace

void append_html_escaped(std::string& out, std::string_view text) {
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!kSpecialInHtml[static_cast<unsigned char>(text[i])]) continue;
    out.append(text, plain, i - plain);
    out += html_reference(text[i]);
    plain = i + 1;
  }
  out.append(text, plain);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_html_escaped(out, text);
  return out;
}

std::string percent_encode_path(std::string_view path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  std::size_t plain = 0;  // from here on to be copied as it is
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    if (kPlainInPath[byte]) continue;
    out.append(path, plain, i - plain);
    out.push_back('%');
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 0xF]);
    plain = i + 1;
  }
  out.append(path, plain);
  return out;
}

}  // namespace onshelf
