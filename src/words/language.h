// What one language needs for formatting, made once. Known inside words/ only.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/listformatter.h>
#include <unicode/locid.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>

#include "text/text_map.h"
#include "words/words.h"

namespace onshelf {

// A stretch of a pattern that has plain {name} arguments only.
struct Piece {
  std::string text;  // literal, or the argument's name
  bool is_argument = false;
};

struct Message {
  std::vector<Piece> pieces;                   // empty: the pattern needs ICU; most do not, and ICU takes 2 us for each
  std::string fixed;                           // as formatted without arguments
  std::unique_ptr<icu::MessageFormat> format;  // null: the pattern was wrong, `fixed` is the pattern itself
};

struct Words::Language {
  icu::Locale locale;
  std::string with_territory;
  bool western_digits = true;
  bool right_to_left = false;
  std::vector<const Language*> fallbacks;  // as the site says, the default language last; without itself
  TextMap<Message> messages;
  std::vector<std::string> language_names;

  icu::number::LocalizedNumberFormatter numbers;
  std::unique_ptr<icu::DateFormat> dates;
  std::unique_ptr<icu::ListFormatter> lists;
  std::unique_ptr<icu::Collator> collator;
  std::unique_ptr<icu::BreakIterator> words, graphemes;

  // ICU's older formatters and break iterators change inside while they work.
  mutable std::mutex in_use;
  mutable std::map<std::pair<std::string, int>, icu::number::LocalizedNumberFormatter>
      currencies;  // by code, most decimals
  // Catalogs repeat few prices and days many times.
  mutable TextMap<std::string> prices, days;
  mutable std::map<std::uint64_t, std::string> sizes;
  mutable TextMap<std::string> unknown_keys;
  mutable std::shared_ptr<const IndexBuckets> buckets;  // null: nobody has asked for the letters of an index

  const Message* find(std::string_view key) const;
};

// ICU's view of a language tag: Gregorian calendar, Western digits unless the tag says otherwise.
icu::Locale icu_locale(const std::string& tag);
icu::UnicodeString to_utf16(std::string_view text);
std::string to_utf8(const icu::UnicodeString& text);

inline constexpr std::size_t kMostRemembered = 4096;

}  // namespace onshelf
