#include "text/entities.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace onshelf {
namespace {

struct Named {
  std::string_view name;
  std::string_view text;
  bool bare = false;  // browsers take it without a semicolon too
};

constexpr std::array<Named, 28> kNamed = {
    {{"lt", "<", true},        {"gt", ">", true},          {"amp", "&", true},
     {"quot", "\"", true},     {"LT", "<", true},          {"GT", ">", true},
     {"AMP", "&", true},       {"QUOT", "\"", true},       {"apos", "'"},
     {"nbsp", "\u00a0", true}, {"copy", "\u00a9", true},   {"reg", "\u00ae", true},
     {"trade", "\u2122"},      {"deg", "\u00b0", true},    {"times", "\u00d7", true},
     {"euro", "\u20ac"},       {"middot", "\u00b7", true}, {"bull", "\u2022"},
     {"hellip", "\u2026"},     {"ndash", "\u2013"},        {"mdash", "\u2014"},
     {"lsquo", "\u2018"},      {"rsquo", "\u2019"},        {"ldquo", "\u201c"},
     {"rdquo", "\u201d"},      {"laquo", "\u00ab", true},  {"raquo", "\u00bb", true},
     {"starf", "\u2605"}}};

int digit_of(char c, unsigned base) {
  int value = 99;
  if (c >= '0' && c <= '9') value = c - '0';
  if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
  if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
  return value < static_cast<int>(base) ? value : -1;
}

Entity numeric_at(std::string_view text, std::size_t at) {
  std::size_t i = at + 2;
  const bool is_hex = i < text.size() && (text[i] == 'x' || text[i] == 'X');
  if (is_hex) ++i;
  const std::size_t first = i;
  char32_t value = 0;
  for (; i < text.size(); ++i) {
    const int digit = digit_of(text[i], is_hex ? 16 : 10);
    if (digit < 0) break;
    value = std::min<char32_t>(value * (is_hex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
  }
  if (i == first) return {};
  if (i < text.size() && text[i] == ';') ++i;
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = kReplacementCharacter;
  Entity entity{{}, i - at};
  append_utf8(entity.text, value);
  return entity;
}

}  // namespace

Entity entity_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at + 1, 8);
  if (rest.starts_with('#')) return numeric_at(text, at);
  for (const Named& named : kNamed) {
    if (!rest.starts_with(named.name)) continue;
    const bool closed = rest.size() > named.name.size() && rest[named.name.size()] == ';';
    if (closed || named.bare) return {std::string(named.text), named.name.size() + (closed ? 2 : 1)};
  }
  return {};
}

std::string decode_entities(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at)) {
    const Entity entity = entity_at(text, at);
    if (entity.size == 0) {
      ++at;
      continue;
    }
    out.append(text.substr(done, at - done)).append(entity.text);
    at = done = at + entity.size;
  }
  return out.append(text.substr(done));
}

std::size_t DecodedText::origin(std::size_t at) const {
  if (decoded_.empty()) return at;
  std::size_t done = 0, decoded = 0;  // as far as both were walked
  for (auto next = text_.find('&'); next != std::string_view::npos; next = text_.find('&', next)) {
    const Entity entity = entity_at(text_, next);
    if (entity.size == 0) {
      ++next;
      continue;
    }
    const std::size_t plain = next - done;
    if (at < decoded + plain) break;
    if (at < decoded + plain + entity.text.size()) return next;
    decoded += plain + entity.text.size();
    next = done = next + entity.size;
  }
  return done + (at - decoded);
}

}  // namespace onshelf
