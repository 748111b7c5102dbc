#include "words/words.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>

#include <unicode/dtptngen.h>
#include <unicode/locdspnm.h>
#include <unicode/plurrule.h>

#include "words/language.h"
#include "words/message_keys.h"

namespace onshelf {

icu::Locale icu_locale(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
  if (U_FAILURE(status)) locale = icu::Locale::getRoot();
  status = U_ZERO_ERROR;
  if (locale.getKeywordValue<std::string>("numbers", status).empty()) {
    status = U_ZERO_ERROR;
    locale.setKeywordValue("numbers", "latn", status);
  }
  status = U_ZERO_ERROR;
  locale.setKeywordValue("calendar", "gregorian", status);
  return locale;
}

icu::UnicodeString to_utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

namespace {

// Formats without arguments; a pattern without any stays cheap for ever.
std::string format_plain(const icu::MessageFormat& format, const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  format.format(nullptr, nullptr, 0, out, status);
  return U_SUCCESS(status) ? to_utf8(out) : pattern;
}

std::unique_ptr<icu::MessageFormat> parse_pattern(const std::string& pattern, const icu::Locale& locale,
                                                  std::string* fault) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  auto format = std::make_unique<icu::MessageFormat>(to_utf16(pattern), locale, where, status);
  if (U_FAILURE(status)) {
    if (fault) *fault = std::string(u_errorName(status)) + " at character " + std::to_string(where.offset);
    return nullptr;
  }
  if (format->usesNamedArguments() || format->getArgTypeCount() == 0) return format;
  if (fault) *fault = "arguments are named, not numbered";
  return nullptr;
}

// Pieces of a pattern without quoting, numbers or choices; empty for any other.
std::vector<Piece> split_simple(std::string_view pattern) {
  std::vector<Piece> pieces;
  if (pattern.find('\'') != std::string_view::npos) return pieces;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    if (open != 0) {
      pieces.push_back({std::string(pattern.substr(0, open)), false});
      if (open == std::string_view::npos) break;
    }
    const auto close = pattern.find('}', open);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    if (close == std::string_view::npos || name.empty() || name.find_first_of("{, #") != std::string_view::npos)
      return {};
    pieces.push_back({std::string(name), true});
    pattern.remove_prefix(close + 1);
  }
  return pieces;
}

// False when an argument is a number or missing: ICU has its ways with these.
bool fill_simple(const std::vector<Piece>& pieces, std::initializer_list<MessageArgument> arguments, std::string& out) {
  for (const Piece& piece : pieces) {
    if (!piece.is_argument) {
      out += piece.text;
      continue;
    }
    const auto argument = std::find_if(arguments.begin(), arguments.end(),
                                       [&](const MessageArgument& given) { return given.name == piece.text; });
    if (argument == arguments.end() || argument->is_number) return false;
    out += argument->text;
  }
  return true;
}

// How a day is written. Found out once: that takes longer than all the rest of a language.
icu::UnicodeString day_pattern(const icu::Locale& locale) {
  static std::mutex mutex;
  static std::map<std::string, icu::UnicodeString> known;
  const std::lock_guard lock(mutex);
  const auto [place, is_new] = known.try_emplace(locale.getName());
  if (is_new) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
        icu::DateTimePatternGenerator::createInstance(locale, status));
    if (U_SUCCESS(status)) place->second = patterns->getBestPattern(icu::UnicodeString("yMMMMd"), status);
    if (U_FAILURE(status)) {
      known.erase(place);
      throw std::runtime_error("ICU data is missing");
    }
  }
  return place->second;
}

void make_formatters(const icu::Locale& locale, std::unique_ptr<icu::DateFormat>& dates,
                     std::unique_ptr<icu::ListFormatter>& lists, std::unique_ptr<icu::Collator>& collator,
                     std::unique_ptr<icu::BreakIterator>& words, std::unique_ptr<icu::BreakIterator>& graphemes) {
  UErrorCode status = U_ZERO_ERROR;
  dates = std::make_unique<icu::SimpleDateFormat>(day_pattern(locale), locale, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing");
  dates->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  lists.reset(icu::ListFormatter::createInstance(locale, status));
  collator.reset(icu::Collator::createInstance(locale, status));
  words.reset(icu::BreakIterator::createLineInstance(locale, status));
  graphemes.reset(icu::BreakIterator::createCharacterInstance(locale, status));
  if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing");
  // Numbers inside names sort as numbers: "Node 9" before "Node 18".
  collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
}

}  // namespace

const Message* Words::Language::find(std::string_view key) const {
  if (auto found = messages.find(key); found != messages.end()) return &found->second;
  for (const Language* next : fallbacks)
    if (auto found = next->messages.find(key); found != next->messages.end()) return &found->second;
  return nullptr;
}

Words::Words(const Site& site) {
  for (const Locale& locale : site.languages()) {
    auto language = std::make_unique<Language>();
    // The pseudo language counts and sorts as the one it is made of.
    const std::string& tag = locale.is_pseudo ? site.locales[site.default_locale].tag : locale.tag;
    language->locale = icu_locale(tag);
    language->right_to_left = locale.right_to_left;
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale likely = icu::Locale::forLanguageTag(tag, status);
    likely.addLikelySubtags(status);
    language->with_territory = std::string(likely.getLanguage()) + '_' + likely.getCountry();
    status = U_ZERO_ERROR;
    language->western_digits = language->locale.getKeywordValue<std::string>("numbers", status) == "latn";
    language->numbers = icu::number::NumberFormatter::withLocale(language->locale);
    make_formatters(language->locale, language->dates, language->lists, language->collator, language->words,
                    language->graphemes);
    languages_.push_back(std::move(language));
  }
  for (std::size_t l = 0; l < languages_.size(); ++l) {
    Language& language = *languages_[l];
    for (const LocaleIndex next : site.language(static_cast<LocaleIndex>(l)).chain)
      if (next != l && next != site.default_locale) language.fallbacks.push_back(languages_[next].get());
    if (l != site.default_locale) language.fallbacks.push_back(languages_[site.default_locale].get());
    if (l < site.messages.size())
      for (const auto& [key, pattern] : site.messages[l]) {
        Message message;
        message.format = parse_pattern(pattern, language.locale, nullptr);
        if (message.format) message.pieces = split_simple(pattern);
        message.fixed = message.format ? format_plain(*message.format, pattern) : pattern;
        language.messages.emplace(key, std::move(message));
      }
    std::unique_ptr<icu::LocaleDisplayNames> names(icu::LocaleDisplayNames::createInstance(language.locale));
    for (const Locale& other : site.locales) {
      icu::UnicodeString name;
      names->localeDisplayName(other.tag.c_str(), name);
      language.language_names.push_back(to_utf8(name));
    }
  }
}

Words::~Words() = default;
Words::Words(Words&&) noexcept = default;

const std::string& Words::message(LocaleIndex locale, std::string_view key) const {
  const Language& language = *languages_[locale];
  if (const Message* message = language.find(key)) return message->fixed;
  const std::lock_guard lock(language.in_use);
  return language.unknown_keys.try_emplace(std::string(key), key).first->second;
}

std::string Words::message(LocaleIndex locale, std::string_view key,
                           std::initializer_list<MessageArgument> arguments) const {
  const Language& language = *languages_[locale];
  const Message* message = language.find(key);
  if (!message) return std::string(key);
  if (!message->format) return message->fixed;
  if (std::string simple; !message->pieces.empty() && fill_simple(message->pieces, arguments, simple)) return simple;
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  names.reserve(arguments.size());
  values.reserve(arguments.size());
  for (const MessageArgument& argument : arguments) {
    names.push_back(to_utf16(argument.name));
    if (argument.is_number)
      values.emplace_back(static_cast<int64_t>(argument.number));
    else
      values.emplace_back(to_utf16(argument.text));
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  const std::lock_guard lock(language.in_use);
  message->format->format(names.data(), values.data(), static_cast<int32_t>(names.size()), out, status);
  return U_SUCCESS(status) ? to_utf8(out) : message->fixed;
}

std::vector<std::pair<std::string, std::string>> Words::plural_forms(LocaleIndex locale, std::string_view key) const {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(languages_[locale]->locale, status));
  if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing");
  std::vector<std::pair<std::string, std::string>> forms;
  // Every category comes up below a thousand, but for those of millions, which no catalog has.
  for (std::uint64_t count = 0; count < 1000; ++count) {
    const std::string category = to_utf8(rules->select(static_cast<int32_t>(count)));
    if (std::any_of(forms.begin(), forms.end(), [&](const auto& form) { return form.first == category; })) continue;
    std::string text = message(locale, key, {{"count", count}});
    const std::string digits = number(locale, count);
    if (const auto at = text.find(digits); at != std::string::npos) text.replace(at, digits.size(), "{count}");
    forms.emplace_back(category, std::move(text));
  }
  return forms;
}

bool Words::has_message(LocaleIndex locale, std::string_view key) const {
  return languages_[locale]->find(key) != nullptr;
}

std::string Words::language_and_territory(LocaleIndex locale) const { return languages_[locale]->with_territory; }

std::string Words::language_name(LocaleIndex in, LocaleIndex of) const { return languages_[in]->language_names[of]; }

std::vector<std::string> missing_messages(const Site& site, LocaleIndex locale) {
  std::set<std::string> wanted(kProgramMessages.begin(), kProgramMessages.end());
  for (const auto& [key, pattern] : site.messages[site.default_locale]) wanted.insert(key);
  std::vector<std::string> missing;
  for (const std::string& key : wanted)
    if (!site.messages[locale].contains(key)) missing.push_back(key);
  return missing;
}

std::vector<std::string> check_messages(const Site& site) {
  std::vector<std::string> faults;
  for (std::size_t l = 0; l < site.messages.size(); ++l)
    for (const auto& [key, pattern] : site.messages[l]) {
      std::string fault;
      const std::string& tag = site.language(static_cast<LocaleIndex>(l)).tag;
      if (!parse_pattern(pattern, icu_locale(tag), &fault))
        faults.push_back("messages/" + tag + ".json: the pattern of \"" + key + "\" is wrong: " + fault);
    }
  return faults;
}

}  // namespace onshelf
