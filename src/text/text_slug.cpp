#include <algorithm>

#include "text/search_words.h"
#include "text/secure_hash.h"
#include "text/slug.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

constexpr std::size_t kLongestPlain = 60, kLongestHint = 40, kHashDigits = 16;

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_separator(char32_t c) {
  return c < 0x80 && (c <= ' ' || std::string_view("-_(),").find(static_cast<char>(c)) != std::string_view::npos);
}

// What texts with one slug have in common: blanks and hyphens are one space each, and none stands at an end.
std::string identity_of(std::string_view text) {
  const std::string form = to_search_form(text);
  std::string identity;
  bool is_apart = false;
  for (const auto [at, point] : CodePoints(form)) {
    if (is_separator(point.value)) {
      is_apart = !identity.empty();
      continue;
    }
    if (is_apart) identity += ' ';
    is_apart = false;
    append_utf8(identity, point.value);
  }
  return identity;
}

// What of it can be said in a slug.
std::string plain_part(std::string_view identity) {
  std::string plain;
  for (std::size_t i = 0; i < identity.size(); ++i) {
    const char c = identity[i];
    const bool is_inner_dot = c == '.' && !plain.empty() && is_alphanumeric(plain.back()) && i + 1 < identity.size() &&
                              is_alphanumeric(identity[i + 1]);
    if (is_alphanumeric(c) || is_inner_dot)
      plain += c;
    else if (!plain.empty() && is_alphanumeric(plain.back()))
      plain += '-';
  }
  while (!plain.empty() && !is_alphanumeric(plain.back())) plain.pop_back();
  return plain;
}

// Nothing is lost: the other way round it is the identity again.
bool says_all(std::string_view plain, std::string_view identity) {
  return std::equal(plain.begin(), plain.end(), identity.begin(), identity.end(),
                    [](char a, char b) { return a == b || (a == '-' && b == ' '); });
}

bool looks_hashed(std::string_view plain) {
  if (plain.size() <= kHashDigits || plain[plain.size() - kHashDigits - 1] != 'x') return false;
  return std::all_of(plain.end() - kHashDigits, plain.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

std::string slug_of_text(std::string_view text) {
  const std::string identity = identity_of(text);
  if (identity.empty()) return {};
  std::string slug = plain_part(identity);
  const bool is_device = is_device_name(std::string_view(slug).substr(0, slug.find('.')));
  if (!slug.empty() && slug.size() <= kLongestPlain && says_all(slug, identity) && !is_device && !looks_hashed(slug))
    return slug;
  slug.resize(std::min(slug.size(), kLongestHint));
  std::replace(slug.begin(), slug.end(), '.', '-');  // what stands before a dot may be the name of a device
  while (!slug.empty() && !is_alphanumeric(slug.back())) slug.pop_back();
  if (!slug.empty()) slug += '-';
  return slug + 'x' + public_digest(identity).substr(0, kHashDigits);
}

}  // namespace onshelf
