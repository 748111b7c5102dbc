#include "findings/sentence.h"

#include <algorithm>
#include <array>
#include <optional>

namespace onshelf {
namespace {

// Values that are words of this program's own, made where sentences are not known. All others are the record's, or names.
constexpr std::array<std::string_view, 5> kSaid = {"fault", "limit", "measured", "missing", "over"};

// How words about a limit begin, and end, that have others in them.
constexpr std::string_view kLimit = "{limit}", kAdvice = " (advice)", kBetween = "; ";
constexpr std::array<std::string_view, 12> kOpenings = {
    "at most ",        "at least ", "more than ",   "best ",           "none of ",       "one of: ",
    "exactly one of ", "always ",   "the same as ", "better without ", "a well-formed ", "may not change after "};

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// "1,024 x 5 pixels" as "{1} x {2} pixels"; a character named U+200B counts as a number. Digits within a word stay: UTF-8.
Sentence numbered(const std::string& text) {
  std::string pattern;
  Sentence::Values numbers;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || is_one_of(text[at - 1], " (");
    const bool is_character = begins && text.compare(at, 2, "U+") == 0;
    std::size_t end = is_character ? at + 2 : at;
    if (begins)
      while (end < text.size() && is_one_of(text[end], is_character ? "0123456789ABCDEF" : "0123456789,.")) ++end;
    while (end > at && is_one_of(text[end - 1], ",.")) --end;
    if (end == at) {
      pattern += text[at++];
      continue;
    }
    numbers.emplace_back(std::to_string(numbers.size() + 1), text.substr(at, end - at));
    pattern += '{' + numbers.back().first + '}';
    at = end;
  }
  return {pattern, numbers};
}

constexpr std::size_t kMostValueBytes = 400;

std::string shortened(const std::string& value) {
  if (value.size() <= kMostValueBytes) return value;
  std::size_t end = kMostValueBytes;
  while (end > 0 && (value[end] & 0xC0) == 0x80) --end;  // not within a character
  return value.substr(0, end) + "...";
}

// An amount as the language writes it. Its translations show how, by what they say for this very number.
std::string localized_amount(const std::string& amount, const Translations& translations) {
  const auto example = translations.find("1,234.5");
  if (example == translations.end() || std::count(amount.begin(), amount.end(), '.') > 1) return amount;
  const std::string& written = example->second;
  const auto thousands = written.find("234"), tenths = written.rfind('5');
  if (thousands == std::string::npos || thousands == 0 || tenths == std::string::npos || tenths < thousands + 3)
    return amount;
  const std::string group = written.substr(1, thousands - 1);
  const std::string decimal = written.substr(thousands + 3, tenths - thousands - 3);
  std::string out;
  for (char c : amount) {
    if (c == ',')
      out += group;
    else if (c == '.')
      out += decimal;
    else
      out += c;
  }
  return out;
}

// Nothing: nobody translated words of this pattern.
std::optional<std::string> amounts_in(const std::string& words, const Translations& translations) {
  const Sentence plain = numbered(words);
  if (!translations.contains(plain.pattern())) return std::nullopt;
  Sentence::Values amounts = plain.values();
  for (auto& [position, amount] : amounts) amount = localized_amount(amount, translations);
  return Sentence(plain.pattern(), std::move(amounts)).in(translations);
}

// Of "at most 40 characters (advice)": what is said of the rest, and the rest.
std::string limit_in(const std::string& words, const Translations& translations) {
  if (auto amounts = amounts_in(words, translations)) return std::move(*amounts);
  const auto around = [&](const std::string& pattern, const std::string& rest) {
    const auto found = translations.find(pattern);
    std::string said = found == translations.end() ? pattern : found->second;
    if (const auto at = said.find(kLimit); at != std::string::npos)
      said.replace(at, kLimit.size(), limit_in(rest, translations));
    return said;
  };
  if (words.ends_with(kAdvice))
    return around(std::string(kLimit) + std::string(kAdvice), words.substr(0, words.size() - kAdvice.size()));
  for (const std::string_view opening : kOpenings)
    if (words.starts_with(opening))
      return around(std::string(opening) + std::string(kLimit), words.substr(opening.size()));
  return words;
}

}  // namespace

std::string words_in(const std::string& words, const Translations& translations) {
  if (translations.empty()) return words;
  if (auto amounts = amounts_in(words, translations)) return std::move(*amounts);
  std::string said;
  for (std::size_t at = 0, end; at <= words.size(); at = end + kBetween.size()) {
    end = std::min(words.find(kBetween, at), words.size());
    said += (at == 0 ? std::string_view() : kBetween);
    said += limit_in(words.substr(at, end - at), translations);
  }
  return said;
}

std::string Sentence::in(const Translations& translations) const {
  const auto found = translations.find(pattern_);
  if (translations.empty() || values_.empty()) return filled(found == translations.end() ? pattern_ : found->second);
  Sentence said(found == translations.end() ? pattern_ : found->second, values_);
  for (auto& [name, value] : said.values_) {
    if (std::find(kSaid.begin(), kSaid.end(), name) == kSaid.end()) continue;
    value = words_in(value, translations);
  }
  return said.filled(said.pattern_);
}

// Values are put in once and never looked at again: one that holds a {name} stays as it is. Names that a record brings can be
// as long as the record, and nobody reads on to the end of a line that is a megabyte.
std::string Sentence::filled(const std::string& pattern) const {
  if (values_.empty()) return pattern;
  std::string out;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const auto open = pattern.find('{', at);
    const auto close = open == std::string::npos ? open : pattern.find('}', open);
    if (close == std::string::npos) break;
    const std::string_view name(pattern.data() + open + 1, close - open - 1);
    const auto value =
        std::find_if(values_.begin(), values_.end(), [&](const auto& known) { return known.first == name; });
    out.append(pattern, at, open - at);
    if (value == values_.end()) {
      out += '{';  // a brace that is meant
      at = open + 1;
    } else {
      out += shortened(value->second);
      at = close + 1;
    }
  }
  return out.append(pattern, at);
}

}  // namespace onshelf
