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

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

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
  out.reserve(path.size());
  for (const char c : path) {
    if (is_unreserved(c) || c == '/') {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.push_back('%');
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 0xF]);
    }
  }
  return out;
}

}  // namespace onshelf
