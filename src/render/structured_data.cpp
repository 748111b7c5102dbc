#include "render/structured_data.h"

#include <nlohmann/json.hpp>

#include "render/page_text.h"

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;

std::string to_script_safe(const Json& json) {
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  std::size_t copied = 0;
  const auto replace = [&](std::size_t at, std::size_t size, const char* with) {
    out.append(text, copied, at - copied);
    out += with;
    copied = at + size;
  };
  for (std::size_t i = text.find_first_of("<>&\xe2"); i != std::string::npos;
       i = text.find_first_of("<>&\xe2", i + 1)) {
    if (text[i] == '<') {
      replace(i, 1, "\\u003c");
    } else if (text[i] == '>') {
      replace(i, 1, "\\u003e");
    } else if (text[i] == '&') {
      replace(i, 1, "\\u0026");
    } else if (text.compare(i, 3, "\xe2\x80\xa8") == 0) {  // U+2028 and U+2029 end lines in old script engines
      replace(i, 3, "\\u2028");
    } else if (text.compare(i, 3, "\xe2\x80\xa9") == 0) {
      replace(i, 3, "\\u2029");
    }
  }
  out.append(text, copied);
  return out;
}

// UN/CEFACT common codes; null where there is none.
const char* unit_code(PricePeriod per) {
  switch (per) {
    case PricePeriod::hour:
      return "HUR";
    case PricePeriod::day:
      return "DAY";
    case PricePeriod::month:
      return "MON";
    case PricePeriod::year:
      return "ANN";
    case PricePeriod::once:
    case PricePeriod::use:
      return nullptr;
  }
  return nullptr;
}

Json offer_of(const Price& price, const std::string& currency) {
  Json offer{{"@type", "Offer"}, {"price", price.amount}, {"priceCurrency", currency}};
  if (const char* code = unit_code(price.per))
    offer["priceSpecification"] = {
        {"@type", "UnitPriceSpecification"},
        {"price", price.amount},
        {"priceCurrency", currency},
        {"referenceQuantity", {{"@type", "QuantitativeValue"}, {"value", 1}, {"unitCode", code}}}};
  return offer;
}

// Null when no number is stated: a guess is worse than nothing.
Json offers_of(const PublicPricing& pricing) {
  if (pricing.model == PriceModel::free) return {{"@type", "Offer"}, {"price", "0"}};
  if (pricing.model == PriceModel::text) return nullptr;
  if (!pricing.tiers.empty()) {
    const Price* first = first_price(pricing);
    if (!first) return nullptr;
    // Tiers of one period compare; an hour's price and a year's do not.
    std::string low = first->amount, high = first->amount;
    std::size_t count = 0;
    for (const PriceTier& tier : pricing.tiers)
      for (const Price& price : tier.prices) {
        if (price.per != first->per) continue;
        ++count;
        if (is_less_amount(price.amount, low)) low = price.amount;
        if (is_less_amount(high, price.amount)) high = price.amount;
      }
    return {{"@type", "AggregateOffer"},
            {"lowPrice", low},
            {"highPrice", high},
            {"offerCount", count},
            {"priceCurrency", pricing.currency}};
  }
  Json offers = Json::array();
  for (const Price& price : pricing.prices) offers.push_back(offer_of(price, pricing.currency));
  if (offers.empty()) return nullptr;
  return offers.size() == 1 ? offers.front() : offers;
}

Json breadcrumbs(const std::vector<Crumb>& crumbs, const Parts& parts) {
  Json items = Json::array();
  for (const Crumb& crumb : crumbs)
    items.push_back({{"@type", "ListItem"},
                     {"position", items.size() + 1},
                     {"name", crumb.label},
                     {"item", parts.urls.absolute(crumb.url_path)}});
  return {{"@type", "BreadcrumbList"}, {"itemListElement", std::move(items)}};
}

std::string system_of(const PreparedListing& listing, LocaleIndex locale, const Site& site) {
  for (const PublicFact& fact : listing.facts)
    if (fact.key == "operating_system" && !fact.values.empty()) {
      const PublicValue& value = fact.values.front();
      return value.plain.empty() ? std::string(text_for(value.label, locale, site)) : value.plain;
    }
  return {};
}

}  // namespace

std::string listing_data(const PreparedListing& listing, const Summary& summary, const Freshness& freshness,
                         const std::vector<Crumb>& crumbs, const std::string& image, LocaleIndex locale,
                         const Parts& parts) {
  const CardText& text = summary.cards[locale];
  const std::string url = parts.urls.absolute(parts.urls.detail(summary, locale));
  Json software{{"@type", "SoftwareApplication"}, {"@id", url + "#software"}, {"name", text.name}, {"url", url}};
  if (!text.summary.empty()) software["description"] = text.summary;
  if (!image.empty()) software["image"] = parts.urls.absolute(image);
  if (const CategoryLink* category = parts.find_category(locale, listing.category))
    software["applicationCategory"] = category->label;
  if (const std::string system = system_of(listing, locale, parts.site); !system.empty())
    software["operatingSystem"] = system;
  if (!listing.versions.empty()) software["softwareVersion"] = listing.versions.front().number;
  if (!freshness.last_changed.empty()) software["dateModified"] = freshness.last_changed;
  if (const PublicSeller* seller = parts.find_seller(listing.seller))
    software["provider"] = {{"@type", "Organization"},
                            {"name", text_for(seller->name, locale, parts.site)},
                            {"url", parts.urls.absolute(parts.urls.seller(seller->id, locale))}};
  if (listing.pricing)
    if (Json offers = offers_of(*listing.pricing); !offers.is_null()) software["offers"] = std::move(offers);
  Json graph = Json::array({std::move(software)});
  if (crumbs.size() > 1) graph.push_back(breadcrumbs(crumbs, parts));
  return to_script_safe({{"@context", "https://schema.org"}, {"@graph", std::move(graph)}});
}

std::string breadcrumb_data(const std::vector<Crumb>& crumbs, const Parts& parts) {
  if (crumbs.size() < 2) return {};
  Json data{{"@context", "https://schema.org"}};
  data.update(breadcrumbs(crumbs, parts));
  return to_script_safe(data);
}

std::string website_data(LocaleIndex locale, const Parts& parts) {
  return to_script_safe({{"@context", "https://schema.org"},
                         {"@type", "WebSite"},
                         {"name", parts.locales[locale].name},
                         {"url", parts.urls.absolute(parts.urls.language_choice())}});
}

}  // namespace onshelf
