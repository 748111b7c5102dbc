#include "text/language.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "text/ascii.h"

namespace onshelf {
namespace {

using Codes = std::unordered_set<std::string_view>;

Codes codes_of(const char* const* known) {
  Codes codes;
  for (; *known; ++known) codes.insert(*known);
  return codes;
}

bool is_alphabetic(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::optional<std::string> canonical_tag(const std::string& tag) {
  std::string dashed = tag;
  std::replace(dashed.begin(), dashed.end(), '_', '-');
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(dashed, status);
  if (U_FAILURE(status) || locale.isBogus() || *locale.getLanguage() == '\0') return std::nullopt;
  auto canonical = locale.toLanguageTag<std::string>(status);
  // ICU drops what it cannot read; a tag that lost a part was not well-formed.
  if (U_FAILURE(status) || canonical.size() != dashed.size()) return std::nullopt;
  return canonical;
}

std::string likely_tag(const std::string& tag) {
  const auto canonical = canonical_tag(tag);
  if (!canonical) return {};
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(*canonical, status);
  locale.addLikelySubtags(status);
  auto likely = locale.toLanguageTag<std::string>(status);
  return U_SUCCESS(status) ? likely : *canonical;
}

bool is_same_script(const std::string& one, const std::string& other) {
  static thread_local std::unordered_map<std::string, std::string> known;
  const auto script_of = [&](const std::string& tag) -> const std::string& {
    constexpr std::size_t kMostKnown = 1000;
    if (known.size() > kMostKnown) known.clear();
    const auto [entry, is_new] = known.try_emplace(tag);
    if (is_new) {
      const std::string likely = likely_tag(tag);
      entry->second = likely.substr(0, likely.find('-', likely.find('-') + 1));
    }
    return entry->second;
  };
  const std::string first = script_of(one);
  return !first.empty() && first == script_of(other);
}

bool is_right_to_left(const std::string& tag) {
  return uloc_isRightToLeft(icu::Locale::createFromName(tag.c_str()).getName()) != 0;
}

void forget_process_language() {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale::setDefault(icu::Locale::getRoot(), status);
}

bool has_locale_data(const std::string& tag) {
  static const std::unordered_set<std::string> known = [] {
    std::unordered_set<std::string> languages;
    for (int32_t i = 0; i < uloc_countAvailable(); ++i) {
      const std::string_view name = uloc_getAvailable(i);
      languages.emplace(name.substr(0, name.find('_')));
    }
    return languages;
  }();
  return known.contains(tag.substr(0, tag.find('-')));
}

bool is_known_language(const std::string& tag) {
  static const Codes languages = codes_of(uloc_getISOLanguages());
  const std::string_view language = std::string_view(tag).substr(0, tag.find('-'));
  return languages.contains(language) ||
         std::string_view(uloc_getISO3Language(std::string(language).c_str())) == language;
}

bool is_search_language(std::string_view tag) {
  static const Codes languages = codes_of(uloc_getISOLanguages()), countries = codes_of(uloc_getISOCountries());
  const std::string lower = lower_ascii(tag);
  std::string_view rest = lower;
  const auto next = [&] {
    const std::string_view part = rest.substr(0, rest.find('-'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    return part;
  };
  std::string_view part = next();
  if (part.size() != 2 || !languages.contains(part)) return false;
  if (rest.empty()) return !lower.ends_with('-');
  part = next();
  if (part.size() == 4 && is_alphabetic(part)) {
    if (rest.empty()) return !lower.ends_with('-');
    part = next();
  }
  if (part.size() != 2 || !rest.empty() || lower.ends_with('-')) return false;
  std::string country(part);
  for (char& c : country) c = static_cast<char>(c & ~0x20);
  return countries.contains(country);
}

std::string own_name(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
  icu::UnicodeString name;
  locale.getDisplayName(locale, name);
  std::string out;
  return name.toUTF8String(out);
}

}  // namespace onshelf
