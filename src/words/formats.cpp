// Numbers, prices, dates, sizes, lists and sort keys.
#include <algorithm>
#include <charconv>
#include <optional>

#include <unicode/measunit.h>
#include <unicode/ucurr.h>

#include "words/language.h"

namespace onshelf {
namespace {

using icu::number::LocalizedNumberFormatter;
using icu::number::NumberFormatter;
using icu::number::Precision;

std::string text_of(const icu::number::FormattedNumber& formatted, std::string_view otherwise) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = formatted.toString(status);
  return U_SUCCESS(status) ? to_utf8(text) : std::string(otherwise);
}

int decimals_of(std::string_view amount) {
  const auto dot = amount.find('.');
  return dot == std::string_view::npos ? 0 : static_cast<int>(amount.size() - dot - 1);
}

std::string_view period_key(PricePeriod per) {
  switch (per) {
    case PricePeriod::once:
      return "once";
    case PricePeriod::hour:
      return "hour";
    case PricePeriod::day:
      return "day";
    case PricePeriod::month:
      return "month";
    case PricePeriod::year:
      return "year";
    case PricePeriod::use:
      return "use";
  }
  return "once";
}

// Shorter periods first, then lower amounts.
bool comes_first(const Price& a, const Price& b) {
  const auto rank = [](PricePeriod per) {
    switch (per) {
      case PricePeriod::use:
        return 0;
      case PricePeriod::hour:
        return 1;
      case PricePeriod::day:
        return 2;
      case PricePeriod::month:
        return 3;
      case PricePeriod::year:
        return 4;
      case PricePeriod::once:
        return 5;
    }
    return 6;
  };
  if (rank(a.per) != rank(b.per)) return rank(a.per) < rank(b.per);
  return is_less_amount(a.amount, b.amount);
}

// Days since 1970-01-01 of a proleptic Gregorian day; empty when the text does not start with one.
std::optional<std::int64_t> days_from_iso(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t length) {
    int value = -1;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + length, value);
    return error == std::errc() && end == text.data() + at + length ? value : -1;
  };
  const int year = part(0, 4), month = part(5, 2), day = part(8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  // Years that start in March put the leap day last.
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = y / 400, year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

void remember(TextMap<std::string>& memory, std::string key, const std::string& value) {
  if (memory.size() >= kMostRemembered) memory.clear();
  memory.emplace(std::move(key), value);
}

}  // namespace

bool is_less_amount(std::string_view a, std::string_view b) {
  const auto split = [](std::string_view number) {
    const auto dot = number.find('.');
    std::string_view whole = number.substr(0, dot);
    while (!whole.empty() && whole.front() == '0') whole.remove_prefix(1);
    std::string_view part = dot == std::string_view::npos ? std::string_view() : number.substr(dot + 1);
    while (!part.empty() && part.back() == '0') part.remove_suffix(1);
    return std::pair(whole, part);
  };
  const auto [whole_a, part_a] = split(a);
  const auto [whole_b, part_b] = split(b);
  if (whole_a.size() != whole_b.size()) return whole_a.size() < whole_b.size();
  if (whole_a != whole_b) return whole_a < whole_b;
  return part_a < part_b;
}

const Price* first_price(const PublicPricing& pricing) {
  const Price* first = nullptr;
  const auto consider = [&](const Price& price) {
    if (!first || comes_first(price, *first)) first = &price;
  };
  for (const Price& price : pricing.prices) consider(price);
  for (const PriceTier& tier : pricing.tiers)
    for (const Price& price : tier.prices) consider(price);
  return first;
}

std::string Words::number(LocaleIndex locale, std::uint64_t value) const {
  if (value < 1000 && languages_[locale]->western_digits) return std::to_string(value);
  UErrorCode status = U_ZERO_ERROR;
  return text_of(languages_[locale]->numbers.formatInt(static_cast<int64_t>(value), status), std::to_string(value));
}

std::string Words::price(LocaleIndex locale, std::string_view currency, std::string_view amount) const {
  const Language& language = *languages_[locale];
  std::string key(currency);
  key += ' ';
  key += amount;
  const std::lock_guard lock(language.in_use);
  if (auto known = language.prices.find(key); known != language.prices.end()) return known->second;

  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString code = to_utf16(currency);
  const int usual = std::max(0, static_cast<int>(ucurr_getDefaultFractionDigits(code.getTerminatedBuffer(), &status)));
  const int most = std::max(usual, decimals_of(amount));
  auto [entry, is_new] = language.currencies.try_emplace({std::string(currency), most});
  if (is_new) {
    status = U_ZERO_ERROR;
    entry->second = NumberFormatter::withLocale(language.locale)
                        .unit(icu::CurrencyUnit(icu::ConstChar16Ptr(code.getTerminatedBuffer()), status))
                        // "US$" among right-to-left text is shown as "$US"; the code has letters only.
                        .unitWidth(language.right_to_left ? UNUM_UNIT_WIDTH_ISO_CODE : UNUM_UNIT_WIDTH_SHORT)
                        .precision(Precision::minMaxFraction(usual, most));
  }
  status = U_ZERO_ERROR;
  const icu::StringPiece digits(amount.data(), static_cast<int32_t>(amount.size()));
  const std::string text =
      text_of(entry->second.formatDecimal(digits, status), std::string(amount) + ' ' + std::string(currency));
  remember(language.prices, std::move(key), text);
  return text;
}

std::string Words::price_per(LocaleIndex locale, std::string_view currency, const Price& price_value) const {
  const std::string amount = price(locale, currency, price_value.amount);
  return message(locale, std::string("price.per_").append(period_key(price_value.per)), {{"price", amount}});
}

const std::string& Words::period(LocaleIndex locale, PricePeriod per) const {
  return message(locale, std::string("price.unit_").append(period_key(per)));
}

std::string Words::tier(LocaleIndex locale, const PriceTier& tier) const {
  const std::uint64_t from = tier.from_vcpus, to = tier.to_vcpus;
  if (to == 0) return message(locale, "price.tier_open", {{"from", from}});
  if (to == from) return message(locale, "price.tier_single", {{"count", from}});
  return message(locale, "price.tier_range", {{"from", from}, {"to", to}});
}

std::string Words::card_price(const PublicPricing& pricing, LocaleIndex locale) const {
  if (pricing.model == PriceModel::free) return message(locale, "price.free");
  const Price* first = first_price(pricing);
  if (!first) return message(locale, "price.see_details");
  std::size_t prices = pricing.prices.size();
  for (const PriceTier& tier : pricing.tiers) prices += tier.prices.size();
  std::string text = price_per(locale, pricing.currency, *first);
  return prices == 1 ? text : message(locale, "price.from", {{"price", text}});
}

std::string Words::date(LocaleIndex locale, std::string_view iso_day) const {
  const auto days = days_from_iso(iso_day);
  if (!days) return std::string(iso_day);
  const Language& language = *languages_[locale];
  const std::string_view day = iso_day.substr(0, 10);
  const std::lock_guard lock(language.in_use);
  if (auto known = language.days.find(day); known != language.days.end()) return known->second;
  icu::UnicodeString out;
  language.dates->format(static_cast<UDate>(*days) * 86400000.0, out);
  const std::string text = to_utf8(out);
  remember(language.days, std::string(day), text);
  return text;
}

std::string Words::file_size(LocaleIndex locale, std::uint64_t bytes) const {
  static constexpr std::uint64_t kThousand = 1000;
  const Language& language = *languages_[locale];
  const std::lock_guard lock(language.in_use);
  if (const auto known = language.sizes.find(bytes); known != language.sizes.end()) return known->second;
  icu::MeasureUnit unit = icu::MeasureUnit::getByte();
  double value = static_cast<double>(bytes);
  if (bytes >= kThousand * kThousand * kThousand) {
    unit = icu::MeasureUnit::getGigabyte();
    value /= 1e9;
  } else if (bytes >= kThousand * kThousand) {
    unit = icu::MeasureUnit::getMegabyte();
    value /= 1e6;
  } else if (bytes >= kThousand) {
    unit = icu::MeasureUnit::getKilobyte();
    value /= 1e3;
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto formatter =
      NumberFormatter::withLocale(language.locale)
          .unit(unit)
          .unitWidth(UNUM_UNIT_WIDTH_SHORT)
          .precision(value < 10 && bytes >= kThousand ? Precision::maxFraction(1) : Precision::integer());
  std::string text = text_of(formatter.formatDouble(value, status), std::to_string(bytes) + " B");
  if (language.sizes.size() >= kMostRemembered) language.sizes.clear();
  language.sizes.emplace(bytes, text);
  return text;
}

std::string Words::join(LocaleIndex locale, const std::vector<std::string>& items) const {
  if (items.size() == 1) return items.front();
  std::vector<icu::UnicodeString> wide;
  wide.reserve(items.size());
  for (const std::string& item : items) wide.push_back(to_utf16(item));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  languages_[locale]->lists->format(wide.data(), static_cast<int32_t>(wide.size()), out, status);
  return to_utf8(out);
}

std::string Words::collation_key(LocaleIndex locale, std::string_view text) const {
  const icu::Collator& collator = *languages_[locale]->collator;
  const icu::UnicodeString wide = to_utf16(text);
  std::string key(64, '\0');
  for (;;) {
    const auto room = static_cast<int32_t>(key.size());
    const int32_t needed = collator.getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()), room);
    key.resize(static_cast<std::size_t>(needed));
    if (needed <= room) break;
  }
  if (!key.empty()) key.pop_back();  // the terminating zero
  return key;
}

}  // namespace onshelf
