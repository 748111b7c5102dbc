#include "load/json_tokens.h"

#include <algorithm>

namespace onshelf {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// One past the last byte of the longest number at `at`; the library has already read it.
std::size_t end_of_number(std::string_view bytes, std::size_t at) {
  const auto digits = [&] {
    while (at < bytes.size() && is_digit(bytes[at])) ++at;
  };
  const auto is_at = [&](char c) { return at < bytes.size() && bytes[at] == c; };
  if (is_at('-')) ++at;
  if (is_at('0')) {
    ++at;
  } else {
    digits();
  }
  if (is_at('.')) {
    ++at;
    digits();
  }
  if (is_at('e') || is_at('E')) {
    ++at;
    if (is_at('+') || is_at('-')) ++at;
    digits();
  }
  return at;
}

// One past the closing quote of a string that ends well and means `text`.
std::size_t end_of_string(std::string_view bytes, std::size_t at, std::string_view text) {
  // Without escapes the bytes are the text. With any they are longer, and the text's bytes are not followed by a quote:
  // only backslashes are written as themselves, and after the first of them the rest would have to be backslashes too.
  const std::size_t plain_end = at + 1 + text.size();
  if (plain_end < bytes.size() && bytes[plain_end] == '"' && bytes.substr(at + 1, text.size()) == text)
    return plain_end + 1;
  for (++at; at < bytes.size() && bytes[at] != '"'; ++at)
    if (bytes[at] == '\\') ++at;
  return std::min(at + 1, bytes.size());
}

// The four hexadecimal digits after \u, or nothing.
std::optional<unsigned> hex_at(std::string_view bytes, std::size_t at) {
  if (bytes.size() - at < 4) return std::nullopt;
  unsigned value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = bytes[i];
    const unsigned digit = is_digit(c)              ? static_cast<unsigned>(c - '0')
                           : (c >= 'a' && c <= 'f') ? static_cast<unsigned>(c - 'a') + 10
                           : (c >= 'A' && c <= 'F') ? static_cast<unsigned>(c - 'A') + 10
                                                    : 16;
    if (digit == 16) return std::nullopt;
    value = value * 16 + digit;
  }
  return value;
}

// “ and ” in UTF-8.
bool is_curly_quote(std::string_view bytes, std::size_t at) {
  const std::string_view three = bytes.substr(at, 3);
  return three == "\xE2\x80\x9C" || three == "\xE2\x80\x9D" || three == "\xE2\x80\x9E";
}

JsonFault syntax(std::string message, std::string hint, std::size_t begin, std::size_t end) {
  return {"json-syntax", std::move(message), std::move(hint), {begin, end}};
}

}  // namespace

std::optional<JsonFault> fault_of_string(std::string_view bytes, std::size_t at) {
  const std::size_t quote = at;
  for (++at; at < bytes.size() && bytes[at] != '"'; ++at) {
    if (static_cast<unsigned char>(bytes[at]) < 0x20)
      return syntax("a text has a raw line break or control character",
                    "write \\n for a line break, or close the quote", at, at + 1);
    if (bytes[at] != '\\') continue;
    const std::size_t escape = at++;
    if (at >= bytes.size()) break;
    if (std::string_view("\"\\/bfnrt").find(bytes[at]) != std::string_view::npos) continue;
    if (bytes[at] != 'u') return syntax("no such escape", "a plain backslash is written \\\\", escape, at + 1);
    const auto unit = hex_at(bytes, at + 1);
    if (!unit) return syntax("\\u needs four hexadecimal digits", "write the character itself", escape, at + 1);
    at += 4;
    if (*unit == 0) return JsonFault{"json-nul", "a text has the character U+0000", "remove it", {escape, at + 1}};
    const bool is_low = *unit >= 0xDC00 && *unit <= 0xDFFF;
    const bool is_high = *unit >= 0xD800 && *unit <= 0xDBFF;
    if (is_high && bytes.substr(at + 1, 2) == "\\u") {
      const auto second = hex_at(bytes, at + 3);
      if (second && *second >= 0xDC00 && *second <= 0xDFFF) {
        at += 6;
        continue;
      }
    }
    if (is_low || is_high)
      return syntax("half of a surrogate pair stands alone", "write the character itself", escape, at + 1);
  }
  if (at >= bytes.size()) return syntax("a text is not closed", "end it with a quote", quote, quote + 1);
  return std::nullopt;
}

JsonWalker::JsonWalker(std::string_view bytes) : bytes_(bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

ByteRange JsonWalker::take_word() {
  const std::size_t begin = next_token();
  return take(begin, begin + (bytes_[begin] == 'f' ? 5 : 4), After::value);
}

ByteRange JsonWalker::take_number() {
  const std::size_t begin = next_token();
  return take(begin, end_of_number(bytes_, begin), After::value);
}

ByteRange JsonWalker::take_string(std::string_view text) {
  const std::size_t begin = next_token();
  return take(begin, end_of_string(bytes_, begin, text), After::value);
}

ByteRange JsonWalker::take_key(std::string_view text) {
  const std::size_t begin = next_token();
  return take(begin, end_of_string(bytes_, begin, text), After::key);
}

ByteRange JsonWalker::take_open(bool is_object) {
  const std::size_t begin = next_token();
  in_object_.push_back(is_object);
  return take(begin, begin + 1, After::open);
}

ByteRange JsonWalker::take_close() {
  const std::size_t begin = next_token();
  in_object_.pop_back();
  return take(begin, begin + 1, After::value);
}

std::size_t JsonWalker::skip_blanks(std::size_t at) const {
  while (at < bytes_.size() && is_blank(bytes_[at])) ++at;
  return at;
}

std::size_t JsonWalker::next_token() const {
  std::size_t at = skip_blanks(at_);
  if (!at_end(at) && (bytes_[at] == ',' || bytes_[at] == ':')) at = skip_blanks(at + 1);
  return at;
}

ByteRange JsonWalker::take(std::size_t begin, std::size_t end, After after) {
  at_ = end;
  after_ = after;
  return {begin, end};
}

JsonFault JsonWalker::number_fault() const {
  const std::size_t begin = next_token();
  return {"json-number", "a number is out of range", "write it as a text", {begin, end_of_number(bytes_, begin)}};
}

JsonFault JsonWalker::syntax_fault() const {
  std::size_t at = skip_blanks(at_);
  const bool in_object = !in_object_.empty() && in_object_.back();
  bool needs_key = after_ == After::open && in_object;
  if (after_ == After::value && in_object_.empty())
    return syntax("something follows the value", "a file holds one value and nothing after it", at, at + 1);
  if (after_ == After::key) {
    if (at_end(at) || bytes_[at] != ':')
      return syntax("a colon is missing after the key", "write \"name\": and then its value", at, at + 1);
    at = skip_blanks(at + 1);
  } else if (after_ == After::value) {
    if (at_end(at) || bytes_[at] != ',')
      return comment_or(in_object ? "a comma or } is missing" : "a comma or ] is missing", at);
    needs_key = in_object;
    const std::size_t comma = at;
    at = skip_blanks(at + 1);
    if (!at_end(at) && bytes_[at] == (in_object ? '}' : ']'))
      return syntax("a comma stands before the closing bracket", "remove the comma", comma, comma + 1);
  }
  if (at_end(at) && in_object_.empty()) return syntax("the file is empty", "write an object: {...}", at, at);
  if (at_end(at)) return syntax("the file ends too early", "close what is open with } and ]", at, at);
  if (needs_key && bytes_[at] != '"' && !is_foreign(at))
    return syntax("a key in quotes is missing", "write \"name\": and then its value", at, at + 1);
  return fault_of_token(at);
}

bool JsonWalker::is_foreign(std::size_t at) const {
  return bytes_[at] == '\'' || bytes_[at] == '/' || bytes_[at] == '#' || is_curly_quote(bytes_, at);
}

// Where a value has ended. What is missing belongs behind it, which may be lines above.
JsonFault JsonWalker::comment_or(std::string message, std::size_t at) const {
  if (!at_end(at) && (bytes_[at] == '/' || bytes_[at] == '#')) return fault_of_token(at);
  return syntax(std::move(message), "a comma stands between two members or items; look at the line above as well", at,
                at + 1);
}

JsonFault JsonWalker::fault_of_token(std::size_t at) const {
  const char c = bytes_[at];
  if (c == '"')
    if (auto fault = fault_of_string(bytes_, at)) return *fault;
  std::size_t end = at + 1;
  if (is_letter(c)) {
    while (!at_end(end) && is_letter(bytes_[end])) ++end;
    return syntax("unknown word", "texts stand in quotes; the only words are true, false and null", at, end);
  }
  if (c == '-' || is_digit(c)) {
    while (!at_end(end) && (is_digit(bytes_[end]) || is_letter(bytes_[end]) || bytes_[end] == '.')) ++end;
    return syntax("this is no JSON number", "for example 12 or -0.5; anything else is a text in quotes", at, end);
  }
  if (c == '\'') return syntax("texts stand in double quotes", "write \" instead of '", at, end);
  if (is_curly_quote(bytes_, at))
    return syntax("a curly quote", "write straight quotes: \"; word processors curl them unasked", at, at + 3);
  if (c == '/' || c == '#')
    return syntax("JSON has no comments", "take it out; for notes a record has members whose names start with \"x-\"",
                  at, end);
  return syntax("a value is missing", "a text in quotes, a number, true, false, null, [...] or {...}", at, end);
}

}  // namespace onshelf
