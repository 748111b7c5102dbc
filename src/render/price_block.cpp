// The price block of a detail page: every model, every number.
#include <algorithm>

#include "render/page_text.h"

namespace onshelf {
namespace {

void add_price(View& view, const PublicPricing& pricing, const Price& price, LocaleIndex page, const Parts& parts) {
  View& line = view.add("PRICE_LINE");
  line.keep("PRICE_AMOUNT", parts.words.price(page, pricing.currency, price.amount));
  line.set("PRICE_PERIOD", parts.words.period(page, price.per));
}

// One column for each period that any tier has, in the order of the first tier that has it.
std::vector<PricePeriod> periods_of(const PublicPricing& pricing) {
  std::vector<PricePeriod> periods;
  for (const PriceTier& tier : pricing.tiers)
    for (const Price& price : tier.prices)
      if (std::find(periods.begin(), periods.end(), price.per) == periods.end()) periods.push_back(price.per);
  return periods;
}

void add_tiers(View& view, const PublicPricing& pricing, LocaleIndex page, const Parts& parts) {
  View& table = view.add("PRICE_TIERS");
  const std::vector<PricePeriod> periods = periods_of(pricing);
  for (PricePeriod per : periods) table.add("TIER_COLUMN").set("TIER_PERIOD", parts.words.period(page, per));
  for (const PriceTier& tier : pricing.tiers) {
    View& row = table.add("TIER");
    row.keep("TIER_RANGE", parts.words.tier(page, tier));
    for (PricePeriod per : periods) {
      const auto price =
          std::find_if(tier.prices.begin(), tier.prices.end(), [per](const Price& other) { return other.per == per; });
      row.add("TIER_PRICE")
          .keep("TIER_AMOUNT", price == tier.prices.end() ? std::string("\u2013")
                                                          : parts.words.price(page, pricing.currency, price->amount));
    }
  }
}

}  // namespace

void set_pricing(View& view, const PublicPricing& pricing, LocaleIndex page, const Parts& parts) {
  View& block = view.add("PRICING");
  switch (pricing.model) {
    case PriceModel::free:
      block.add("PRICE_HEADLINE").set("PRICE_WORDS", parts.words.message(page, "price.free"));
      break;
    case PriceModel::fixed:
    case PriceModel::per_use:
    case PriceModel::hourly:
      for (const Price& price : pricing.prices) add_price(block, pricing, price, page, parts);
      break;
    case PriceModel::vcpu: {
      block.add("PRICE_HEADLINE").keep("PRICE_WORDS", parts.words.card_price(pricing, page));
      add_tiers(block, pricing, page, parts);
      break;
    }
    case PriceModel::text:
      break;
  }
  if (const auto* remark = pick(pricing.text, parts.site.locales[page])) {
    View& text = block.add("PRICE_REMARK");
    set_text(text, "PRICE_TEXT", "PRICE_TEXT_LANG", remark->second, remark->first, page, parts.site);
  }
}

}  // namespace onshelf
