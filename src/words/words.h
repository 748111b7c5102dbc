// Everything a page says in a language: messages, numbers, prices, dates, sizes, sort keys. The only home of ICU.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/public_listing.h"
#include "model/site.h"

namespace onshelf {

struct IndexBuckets;

// A named argument of a message: {name} or {count, plural, ...}.
struct MessageArgument {
  MessageArgument(std::string_view arg_name, std::string_view value) : name(arg_name), text(value) {}
  MessageArgument(std::string_view arg_name, std::uint64_t value) : name(arg_name), number(value), is_number(true) {}
  std::string_view name;
  std::string_view text;
  std::uint64_t number = 0;
  bool is_number = false;
};

// Results depend on the site's messages and on nothing of the process: not its locale, time zone or clock. Digits are
// Western in every language unless its tag asks for others ("ar-u-nu-arab"): records carry versions, ports and phone
// numbers in them. Calls may come from several threads.
class Words {
 public:
  explicit Words(const Site& site);  // keeps nothing of it
  ~Words();
  Words(Words&&) noexcept;

  // A key missing in the language is taken from its fallbacks, the default language last; missing there too, it stands for itself.
  const std::string& message(LocaleIndex locale, std::string_view key) const;
  std::string message(LocaleIndex locale, std::string_view key, std::initializer_list<MessageArgument> arguments) const;
  bool has_message(LocaleIndex locale, std::string_view key) const;

  // A message about a {count}, once for each plural category of the language that whole numbers have ("one", "few", "other"),
  // with {count} where its number would stand: for scripts, which cannot read patterns.
  std::vector<std::pair<std::string, std::string>> plural_forms(LocaleIndex locale, std::string_view key) const;

  std::string number(LocaleIndex locale, std::uint64_t value) const;
  // `amount` is a decimal as records give it; no digit of it is lost, however many a currency usually has.
  std::string price(LocaleIndex locale, std::string_view currency, std::string_view amount) const;
  std::string price_per(LocaleIndex locale, std::string_view currency, const Price& price) const;  // "CN¥99.00 / month"
  const std::string& period(LocaleIndex locale, PricePeriod per) const;                            // "per month"
  std::string tier(LocaleIndex locale, const PriceTier& tier) const;                               // "5-8 vCPUs"
  // One line for a card: "Free", "from CN¥99.00 / month".
  std::string card_price(const PublicPricing& pricing, LocaleIndex locale) const;

  std::string date(LocaleIndex locale,
                   std::string_view iso_day) const;  // only the day of a time is read; not a day: as given
  std::string file_size(LocaleIndex locale, std::uint64_t bytes) const;
  std::string join(LocaleIndex locale, const std::vector<std::string>& items) const;  // "a, b, and c"
  std::string language_and_territory(LocaleIndex locale) const;  // as Open Graph wants it: "zh_CN", "en_US" for "en"
  std::string language_name(LocaleIndex in, LocaleIndex of) const;
  // Bytes that compare as the language sorts.
  std::string collation_key(LocaleIndex locale, std::string_view text) const;

  // The letters that names are listed under in a language, in its order: first "#" for digits and signs, last an empty one for what is
  // written in other scripts. And the place in them of a name.
  const std::vector<std::string>& index_letters(LocaleIndex locale) const;
  std::size_t index_letter(LocaleIndex locale, std::string_view name) const;

  // One line of at most `columns` (a wide East Asian character takes two), cut between words where it can, between
  // graphemes otherwise, with an ellipsis when something was cut.
  std::string cut(LocaleIndex locale, std::string_view text, std::size_t columns) const;

 private:
  struct Language;
  const IndexBuckets& buckets(LocaleIndex locale) const;  // made when somebody asks
  std::vector<std::unique_ptr<Language>> languages_;
};

// The price a card names: the lowest of the shortest period. Null when there is no number. Points into `pricing`.
const Price* first_price(const PublicPricing& pricing);

// Compares decimal amounts as records give them, without a detour through floating point.
bool is_less_amount(std::string_view a, std::string_view b);

// The first letter a reader would see, for a tile that stands in for a missing icon. Empty when there is none.
std::string first_letter(std::string_view text);

// Keys a language lacks, sorted: what the default language or the program has and it has not.
std::vector<std::string> missing_messages(const Site& site, LocaleIndex locale);

// Faults in message patterns, one sentence each: "messages/de.json: "page.count": ...".
std::vector<std::string> check_messages(const Site& site);

}  // namespace onshelf
