#include "text/escape.h"

#include "text/byte_set.h"

namespace onshelf {
namespace {

using namespace std::string_view_literals;

// Signs that HTML understands, and control characters but for tab and line ends.
constexpr ByteSet kSpecialInHtml(
    "&<>\"'`\x7F"
    "\0\x01\x02\x03\x04\x05\x06\x07\x08\x0B\x0C\x0E\x0F"
    "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F"sv);

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

// All but unreserved characters of RFC 3986, and the slash.
constexpr ByteSet kSpecialInPath =
    ByteSet::all_but("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~/");

// Copies `text`, and gives each byte of `special` to `replace`.
template <class Replace>
void append_replaced(std::string& out, std::string_view text, const ByteSet& special, const Replace& replace) {
  std::size_t plain = 0;  // from here on to be copied as it is
  for (std::size_t at = 0; (at = special.find_in(text, at)) < text.size(); plain = ++at) {
    out.append(text, plain, at - plain);
    replace(text[at]);
  }
  out.append(text, plain);
}

}  // namespace

void append_html_escaped(std::string& out, std::string_view text) {
  append_replaced(out, text, kSpecialInHtml, [&](char c) { out += html_reference(c); });
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
  append_replaced(out, path, kSpecialInPath, [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 0xF]);
  });
  return out;
}

}  // namespace onshelf
