#include "render/structured_data.h"

#include "render/json_writer.h"
#include "render/page_text.h"

namespace onshelf {
namespace {

class JsonLd {
 public:
  explicit JsonLd(std::size_t about) : json_(about) {}

  JsonLd& begin() {
    json_.begin_object();
    return *this;
  }
  JsonLd& begin(PlainJson member) { return key(member).begin(); }
  JsonLd& begin(PlainJson member, PlainJson type) { return begin(member).set_plain("@type", type); }
  void end() { json_.end_object(); }
  void begin_list(PlainJson member) { key(member).json_.begin_array(); }
  void end_list() { json_.end_array(); }

  JsonLd& set(PlainJson member, std::string_view value) {
    key(member).json_.text(value);
    return *this;
  }
  JsonLd& set_plain(PlainJson member, PlainJson value) {
    key(member).json_.plain(value);
    return *this;
  }
  JsonLd& set(PlainJson member, std::size_t number) {
    key(member).json_.number(number);
    return *this;
  }
  std::string take() { return json_.take(); }

 private:
  JsonLd& key(PlainJson member) {
    json_.plain(member);
    return *this;
  }

  ScriptJson json_;
};

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

// The rest of an object that has begun.
void write_offer(JsonLd& json, const Price& price, const std::string& currency) {
  json.set_plain("@type", "Offer").set("price", price.amount).set("priceCurrency", currency);
  if (const char* code = unit_code(price.per)) {
    json.begin("priceSpecification", "UnitPriceSpecification")
        .set("price", price.amount)
        .set("priceCurrency", currency);
    json.begin("referenceQuantity", "QuantitativeValue").set("value", std::size_t{1}).set("unitCode", code).end();
    json.end();
  }
  json.end();
}

void write_tiers(JsonLd& json, const PublicPricing& pricing) {
  const Price* first = first_price(pricing);
  if (!first) return;
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
  json.begin("offers", "AggregateOffer")
      .set("lowPrice", low)
      .set("highPrice", high)
      .set("offerCount", count)
      .set("priceCurrency", pricing.currency)
      .end();
}

// Nothing when no number is stated: a guess is worse than nothing.
void write_offers(JsonLd& json, const PublicPricing& pricing) {
  if (pricing.model == PriceModel::free) return json.begin("offers", "Offer").set("price", "0").end();
  if (pricing.model == PriceModel::text) return;
  if (!pricing.tiers.empty()) return write_tiers(json, pricing);
  if (pricing.prices.empty()) return;
  if (pricing.prices.size() == 1) {
    json.begin("offers");
    return write_offer(json, pricing.prices.front(), pricing.currency);
  }
  json.begin_list("offers");
  for (const Price& price : pricing.prices) write_offer(json.begin(), price, pricing.currency);
  json.end_list();
}

// The rest of an object that has begun.
void write_breadcrumbs(JsonLd& json, const std::vector<Crumb>& crumbs, const Parts& parts) {
  json.set_plain("@type", "BreadcrumbList").begin_list("itemListElement");
  for (std::size_t i = 0; i < crumbs.size(); ++i)
    json.begin()
        .set_plain("@type", "ListItem")
        .set("position", i + 1)
        .set("name", crumbs[i].label)
        .set("item", parts.urls.absolute(crumbs[i].url_path))
        .end();
  json.end_list();
  json.end();
}

std::string_view system_of(const PreparedListing& listing, LocaleIndex locale, const Site& site) {
  for (const PublicFact& fact : listing.facts)
    if (fact.key == "operating_system" && !fact.values.empty()) {
      const PublicValue& value = fact.values.front();
      return value.plain.empty() ? text_for(value.label, locale, site) : std::string_view(value.plain);
    }
  return {};
}

}  // namespace

std::string listing_data(const PreparedListing& listing, const Summary& summary, const Freshness& freshness,
                         const std::vector<Crumb>& crumbs, const std::string& image, LocaleIndex locale,
                         const Parts& parts) {
  const CardText& text = summary.cards[locale];
  const std::string url = parts.urls.absolute(parts.urls.detail(summary, locale));
  JsonLd json(2048);
  json.begin().set_plain("@context", "https://schema.org").begin_list("@graph");
  json.begin()
      .set_plain("@type", "SoftwareApplication")
      .set("@id", url + "#software")
      .set("name", text.name)
      .set("url", url);
  if (!text.summary.empty()) json.set("description", text.summary);
  if (!image.empty()) json.set("image", parts.urls.absolute(image));
  if (const CategoryLink* category = parts.find_category(locale, listing.category))
    json.set("applicationCategory", category->label);
  if (const std::string_view system = system_of(listing, locale, parts.site); !system.empty())
    json.set("operatingSystem", system);
  if (!listing.versions.empty()) json.set("softwareVersion", listing.versions.front().number);
  if (!freshness.last_changed.empty()) json.set("dateModified", freshness.last_changed);
  if (const PublicSeller* seller = parts.find_seller(listing.seller)) {
    json.begin("provider", "Organization").set("name", text_for(seller->name, locale, parts.site));
    if (parts.seller_lists.contains(seller->id))
      json.set("url", parts.urls.absolute(parts.urls.seller(seller->id, locale)));
    json.end();
  }
  if (listing.pricing) write_offers(json, *listing.pricing);
  json.end();
  if (crumbs.size() > 1) write_breadcrumbs(json.begin(), crumbs, parts);
  json.end_list();
  json.end();
  return json.take();
}

std::string breadcrumb_data(const std::vector<Crumb>& crumbs, const Parts& parts) {
  if (crumbs.size() < 2) return {};
  JsonLd json(512);
  write_breadcrumbs(json.begin().set_plain("@context", "https://schema.org"), crumbs, parts);
  return json.take();
}

std::string website_data(LocaleIndex locale, const Parts& parts) {
  JsonLd json(256);
  json.begin()
      .set_plain("@context", "https://schema.org")
      .set_plain("@type", "WebSite")
      .set("name", parts.locales[locale].name)
      .set("url", parts.urls.absolute(parts.urls.language_choice()))
      .end();
  return json.take();
}

}  // namespace onshelf
