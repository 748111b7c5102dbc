// Values with a form of their own: addresses, numbers to call, versions, hours with a time zone.
#include <algorithm>

#include "check/limit_case.h"
#include "text/web_address.h"

namespace onshelf {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char c) {
  return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// Two labels or more, none empty or with a hyphen at its end, and not only the letter a form was filled with.
bool is_domain(std::string_view domain) {
  bool has_dot = false;
  while (true) {
    const auto dot = domain.find('.');
    const std::string_view label = domain.substr(0, dot);
    const bool ok = !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
                    std::all_of(label.begin(), label.end(), [](char c) { return is_letter_or_digit(c) || c == '-'; }) &&
                    !(label.size() > 2 && label.find_first_not_of("xX") == std::string_view::npos);
    if (!ok) return false;
    if (dot == std::string_view::npos) return has_dot && label.size() >= 2;
    has_dot = true;
    domain.remove_prefix(dot + 1);
  }
}

bool is_email(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  const std::string_view local = text.substr(0, at);
  return local.front() != '.' && local.back() != '.' && local.find("..") == std::string_view::npos &&
         std::all_of(local.begin(), local.end(),
                     [](char c) {
                       return is_letter_or_digit(c) ||
                              std::string_view("!#$%&'*+/=?^_`{|}~.-").find(c) != std::string_view::npos;
                     }) &&
         is_domain(text.substr(at + 1));
}

// 5 to 15 digits as the world's numbers have, with the signs people put between them and an extension. Digits that are all
// the same, or only count up, were typed to get past a form.
bool is_phone(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c))
      digits += c;
    else if (std::string_view(" -()./").find(c) == std::string_view::npos && !(c == '+' && digits.empty())) {
      const std::string_view rest = text.substr(i);
      const bool is_extension =
          !digits.empty() && (rest.starts_with("ext") || rest.starts_with("转") || rest.starts_with('x') ||
                              rest.starts_with('#') || rest.starts_with(','));
      if (!is_extension) return false;
      break;
    }
  }
  if (digits.size() < 5 || digits.size() > 15) return false;
  if (digits.find_first_not_of(digits[0]) == std::string::npos) return false;
  return !(digits.size() >= 7 && std::string_view("01234567890").find(digits) != std::string_view::npos);
}

// "V1.0", "2.11.3": 2 to 4 numbers, the first not 0.
bool is_standard_version(std::string_view text) {
  if (text.starts_with('v') || text.starts_with('V')) text.remove_prefix(1);
  if (text.starts_with('0')) return false;
  std::size_t numbers = 0;
  while (true) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > 8) return false;
    ++numbers;
    text.remove_prefix(digits);
    if (text.empty()) return numbers >= 2 && numbers <= 4;
    if (text.front() != '.') return false;
    text.remove_prefix(1);
  }
}

bool is_https(std::string_view text) { return text.starts_with("https://") && is_web_address(text); }

struct Pattern {
  std::string_view name;
  bool (*matches)(std::string_view);
  const char* limit;
  const char* message;
  const char* hint;
};

constexpr Pattern kPatterns[] = {
    {"email", is_email, "an e-mail address", "\"{field}\" is no working e-mail address",
     "write it like \"support@seller.example\""},
    {"phone", is_phone, "a telephone number", "\"{field}\" is no telephone number that anybody could call",
     "5 to 15 digits with the country's code, like \"+49 30 5550 1200\""},
    {"url", is_web_address, "a web address", "\"{field}\" is no web address",
     "an address starts with https:// or http:// and has no user name in it"},
    {"https-url", is_https, "an address with https", "\"{field}\" is no address with https",
     "an address starts with https:// and has no user name in it"},
    {"standard-version", is_standard_version, "a version such as V1.0",
     "\"{field}\" is no version number such as \"V1.0\"", "numbers with dots between them, the first at least 1"},
};

// Behind the last bracket: "(GMT+08:00)". No zone is farther than 14 hours, all are whole quarters.
bool ends_with_time_zone(std::string_view text) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"(", ")"}, {"（", "）"}}) {
    if (!text.ends_with(close)) continue;
    const auto at = text.rfind(open);
    if (at == std::string_view::npos) continue;
    const std::string_view zone = text.substr(at + open.size(), text.size() - at - open.size() - close.size());
    if (zone.size() != 9 || !zone.starts_with("GMT") || (zone[3] != '+' && zone[3] != '-') || zone[6] != ':') continue;
    if (!is_digit(zone[4]) || !is_digit(zone[5]) || !is_digit(zone[7]) || !is_digit(zone[8])) continue;
    const int hours = (zone[4] - '0') * 10 + zone[5] - '0';
    const int minutes = (zone[7] - '0') * 10 + zone[8] - '0';
    if (hours * 60 + minutes <= 14 * 60 && minutes < 60 && minutes % 15 == 0) return true;
  }
  return false;
}

}  // namespace

void check_pattern(const LimitCase& of, const Limit& limit) {
  for (const std::string& item : limit.items) {
    const auto pattern = std::find_if(std::begin(kPatterns), std::end(kPatterns),
                                      [&](const Pattern& known) { return known.name == item; });
    if (pattern == std::end(kPatterns)) continue;
    // What is no web address has been refused where the value was read.
    if (pattern->matches == is_web_address && of.spec.shape == Shape::url) continue;
    for (const GivenText& given : of.texts) {
      const std::string_view text = trimmed(given.text);
      if (text.empty() || pattern->matches(text)) continue;
      of.report(limit.severity, of.place(given), Sentence(pattern->message, {{"field", of.spec.key}}), pattern->hint,
                pattern->limit);
    }
  }
}

void check_time_zone(const LimitCase& of, const Limit& limit) {
  for (const GivenText& given : of.texts) {
    const std::string_view text = trimmed(given.text);
    if (text.empty() || ends_with_time_zone(text)) continue;
    of.report(limit.severity, of.place(given),
              Sentence("\"{field}\" does not end with a time zone", {{"field", of.spec.key}}),
              "add it at the very end, like \"(GMT+08:00)\"", "ends with (GMT+hh:mm)");
  }
}

}  // namespace onshelf
