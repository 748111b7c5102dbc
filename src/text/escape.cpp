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

// All but unreserved characters of RFC 3986, and the slash.
constexpr ByteSet kSpecialInPath =
    ByteSet::all_but("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~/");

// What has a meaning in a string of JSON, or would have one inside a script of HTML. U+2028 and U+2029 begin with \xE2.
constexpr ByteSet kSpecialInScript(
    "\"\\<>&\xE2"
    "\0\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\x0E\x0F"
    "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F"sv);

// Of a byte of kSpecialInScript.
std::string_view script_escape(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '<':
      return "\\u003c";
    case '>':
      return "\\u003e";
    case '&':
      return "\\u0026";
    default:
      return {};  // a control character, or \xE2
  }
}

void append_hex(std::string& out, char c) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out.push_back(kDigits[byte >> 4]);
  out.push_back(kDigits[byte & 0xF]);
}

// Copies `text`, and gives the rest from each byte of `special` on to `replace`, which returns how many bytes it wrote something for.
template <class Replace>
void append_replaced(std::string& out, std::string_view text, const ByteSet& special, const Replace& replace) {
  std::size_t plain = 0;  // from here on to be copied as it is
  for (std::size_t at = 0; (at = special.find_in(text, at)) < text.size(); plain = at) {
    out.append(text, plain, at - plain);
    at += replace(text.substr(at));
  }
  out.append(text, plain);
}

}  // namespace

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

void append_html_escaped(std::string& out, std::string_view text) {
  append_replaced(out, text, kSpecialInHtml, [&](std::string_view rest) {
    out += html_reference(rest.front());
    return std::size_t{1};
  });
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_html_escaped(out, text);
  return out;
}

std::string percent_encode_path(std::string_view path) {
  std::string out;
  append_percent_encoded_path(out, path);
  return out;
}

void append_percent_encoded_path(std::string& out, std::string_view path) {
  append_replaced(out, path, kSpecialInPath, [&](std::string_view rest) {
    append_hex(out += '%', rest.front());
    return std::size_t{1};
  });
}

void append_script_string(std::string& out, std::string_view text) {
  out.push_back('"');
  append_replaced(out, text, kSpecialInScript, [&](std::string_view rest) {
    const char c = rest.front();
    if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9")) {
      out += rest[2] == '\xA8' ? "\\u2028" : "\\u2029";
      return std::size_t{3};
    }
    if (const std::string_view escape = script_escape(c); !escape.empty())
      out += escape;
    else if (c == '\xE2')
      out.push_back(c);
    else
      append_hex(out += "\\u00", c);
    return std::size_t{1};
  });
  out.push_back('"');
}

}  // namespace onshelf
