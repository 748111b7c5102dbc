// Prices: one of six models, amounts as decimal texts.
#include <algorithm>
#include <array>
#include <charconv>

#include "check/field_reader.h"
#include "findings/did_you_mean.h"
#include "text/ascii.h"
#include "text/currency.h"

namespace onshelf {
namespace {

constexpr std::array<std::pair<std::string_view, PriceModel>, 6> kModels = {{{"free", PriceModel::free},
                                                                             {"fixed", PriceModel::fixed},
                                                                             {"per-use", PriceModel::per_use},
                                                                             {"hourly", PriceModel::hourly},
                                                                             {"vcpu", PriceModel::vcpu},
                                                                             {"text", PriceModel::text}}};

constexpr std::array<std::pair<std::string_view, PricePeriod>, 6> kPeriods = {{{"once", PricePeriod::once},
                                                                               {"hour", PricePeriod::hour},
                                                                               {"day", PricePeriod::day},
                                                                               {"month", PricePeriod::month},
                                                                               {"year", PricePeriod::year},
                                                                               {"use", PricePeriod::use}}};

template <class Table>
std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const auto& [name, unused] : table) names.emplace_back(name);
  return names;
}

// 1 to 12 digits and up to 6 decimals: no sign, no exponent, nothing that a double would round.
bool is_amount(std::string_view text) {
  const auto dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  const std::string_view rest = dot == std::string_view::npos ? "0" : text.substr(dot + 1);
  const auto digits = [](std::string_view part, std::size_t most) {
    return !part.empty() && part.size() <= most &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return digits(whole, 12) && digits(rest, 6) && (whole.size() == 1 || whole.front() != '0');
}

}  // namespace

class PricingReader {
 public:
  PricingReader(FieldReader& fields, const FieldSpec& spec) : fields_(fields), spec_(spec) {}

  std::optional<PublicPricing> read(const JsonValue& json) {
    if (json.is_string()) {
      if (const auto model = model_named(json.text)) return read_plain(json, *model);
      return read_text(json);
    }
    if (json.is_object() && !json.find("model")) return read_text(json);
    if (!json.is_object()) return fields_.wrong(spec_, json, "a price is an object with a model", kShow);
    return read_object(json);
  }

 private:
  static constexpr const char* kCurrencyHint = "an ISO 4217 code such as \"USD\" or \"CNY\"";
  static constexpr const char* kShow = "docs/record-format.md shows the six models";

  // A canonical name or the platform's own, which the platform file maps.
  std::optional<PriceModel> model_named(const std::string& name) const {
    std::string token = name;
    for (const ChoiceValue& value : spec_.values)
      if (std::find(value.native.begin(), value.native.end(), name) != value.native.end()) token = value.token;
    for (const auto& [known, model] : kModels)
      if (known == token) return model;
    return std::nullopt;
  }

  std::optional<PublicPricing> read_plain(const JsonValue& json, PriceModel model) {
    if (model != PriceModel::free)
      return fields_.wrong(spec_, json, "this model needs prices, not its name alone", kShow);
    return PublicPricing{};
  }

  std::optional<PublicPricing> read_text(const JsonValue& json) {
    auto text = fields_.localized(spec_, json);
    if (!text) return std::nullopt;
    PublicPricing pricing;
    pricing.model = PriceModel::text;
    pricing.text = std::move(*text);
    return pricing;
  }

  std::optional<PublicPricing> read_object(const JsonValue& json) {
    PublicPricing pricing;
    bool ok = fields_.known_members(spec_, json, forms::kPricing);
    const JsonValue& name = *json.find("model");
    const auto model = name.is_string() ? model_named(name.text) : std::nullopt;
    if (!model) {
      const std::string near = name.is_string() ? nearest(name.text, names_of(kModels)) : std::string{};
      return fields_.wrong(spec_, name, "unknown price model", did_you_mean(near, kShow));
    }
    pricing.model = *model;
    if (const JsonValue* text = json.find("text")) {
      auto remark = fields_.localized(spec_, *text);
      ok = remark && ok;
      if (remark) pricing.text = std::move(*remark);
    }
    const bool has_prices = *model != PriceModel::free && *model != PriceModel::text;
    for (const char* member : {"prices", "tiers"})
      if (const JsonValue* given = json.find(member); given && !has_prices) {
        fields_.wrong(spec_, *given,
                      {"a price of the model \"{model}\" has no {member}", {{"model", name.text}, {"member", member}}},
                      "take them out, or choose the model they belong to");
        ok = false;
      }
    if (has_prices) {
      ok = read_currency(json, pricing) && ok;
      ok = (*model == PriceModel::vcpu ? read_tiers(json, pricing) : read_prices(json, pricing.prices)) && ok;
    }
    if (!ok) return std::nullopt;
    return pricing;
  }

  bool read_currency(const JsonValue& json, PublicPricing& pricing) {
    const JsonValue* currency = json.find("currency");
    if (!currency) {
      fields_.wrong(spec_, json, "a price names its currency", kCurrencyHint);
      return false;
    }
    if (!currency->is_string() || !is_currency_code(currency->text)) {
      const std::string upper = currency->is_string() ? upper_ascii(currency->text) : std::string();
      fields_.wrong(spec_, *currency, "this is no code of a currency",
                    did_you_mean(is_currency_code(upper) ? upper : std::string(), kCurrencyHint));
      return false;
    }
    pricing.currency = currency->text;
    return true;
  }

  bool read_prices(const JsonValue& json, std::vector<Price>& prices) {
    const JsonValue* list = json.find("prices");
    if (!list || !list->is_array() || list->items.empty()) {
      fields_.wrong(spec_, list ? *list : json, "there are no prices",
                    "write \"prices\": [{\"per\": \"month\", \"amount\": \"99.00\"}]");
      return false;
    }
    if (!fields_.few_enough(spec_, *list)) return false;
    bool ok = true;
    for (const JsonValue& item : list->items) ok = read_price(item, prices) && ok;
    return ok;
  }

  bool read_price(const JsonValue& item, std::vector<Price>& prices) {
    bool ok = item.is_object() && fields_.known_members(spec_, item, forms::kPrice);
    const JsonValue* per = item.find("per");
    const JsonValue* amount = item.find("amount");
    const auto period = std::find_if(kPeriods.begin(), kPeriods.end(), [&](const auto& known) {
      return per && per->is_string() && known.first == per->text;
    });
    if (period == kPeriods.end()) {
      const std::string near = per && per->is_string() ? nearest(per->text, names_of(kPeriods)) : std::string{};
      fields_.wrong(spec_, per ? *per : item, "unknown billing period",
                    did_you_mean(near, "once, hour, day, month, year or use"));
      ok = false;
    }
    if (!amount || !amount->is_string() || !is_amount(amount->text)) {
      fields_.wrong(spec_, amount ? *amount : item, "this is no amount",
                    "digits with a dot and at most six decimals, in quotation marks: \"1299.00\"");
      ok = false;
    }
    if (!ok) return false;
    if (std::any_of(prices.begin(), prices.end(), [&](const Price& other) { return other.per == period->second; })) {
      fields_.wrong(spec_, *per, {"there are two prices per {period}", {{"period", per->text}}}, "keep one of them");
      return false;
    }
    prices.push_back({period->second, amount->text});
    return true;
  }

  bool read_tiers(const JsonValue& json, PublicPricing& pricing) {
    const JsonValue* list = json.find("tiers");
    if (!list || !list->is_array() || list->items.empty()) {
      fields_.wrong(spec_, list ? *list : json, "there are no vCPU tiers",
                    "write \"tiers\": [{\"from\": 1, \"to\": 4, \"prices\": [...]}]");
      return false;
    }
    if (!fields_.few_enough(spec_, *list)) return false;
    bool ok = true;
    for (const JsonValue& item : list->items) {
      PriceTier tier;
      ok = fields_.known_members(spec_, item, forms::kTier) && ok;
      tier.from_vcpus = count_of(item, "from", ok);
      if (item.find("to")) tier.to_vcpus = count_of(item, "to", ok);
      if (tier.to_vcpus != 0 && tier.to_vcpus < tier.from_vcpus) {
        fields_.wrong(spec_, item, "a tier ends before it begins", "\"to\" is at least \"from\"");
        ok = false;
      }
      const bool overlaps = std::any_of(pricing.tiers.begin(), pricing.tiers.end(), [&](const PriceTier& other) {
        return (other.to_vcpus == 0 || tier.from_vcpus <= other.to_vcpus) &&
               (tier.to_vcpus == 0 || other.from_vcpus <= tier.to_vcpus);
      });
      if (ok && overlaps) {
        fields_.wrong(spec_, item, "a tier overlaps one before it", "each number of vCPUs is in one tier");
        ok = false;
      }
      ok = read_prices(item, tier.prices) && ok;
      pricing.tiers.push_back(std::move(tier));
    }
    return ok;
  }

  std::uint32_t count_of(const JsonValue& tier, const char* name, bool& ok) {
    const JsonValue* json = tier.find(name);
    std::uint32_t count = 0;
    if (json && json->kind == JsonValue::Kind::integer) {
      const auto end = json->text.data() + json->text.size();
      const auto [stop, error] = std::from_chars(json->text.data(), end, count);
      if (error == std::errc{} && stop == end && count > 0) return count;
    }
    fields_.wrong(spec_, json ? *json : tier, {"\"{member}\" is no number of vCPUs", {{"member", name}}},
                  "a whole number from 1");
    ok = false;
    return 0;
  }

  FieldReader& fields_;
  const FieldSpec& spec_;
};

std::optional<PublicPricing> FieldReader::pricing(const FieldSpec& spec, const JsonValue& json) {
  return PricingReader(*this, spec).read(json);
}

}  // namespace onshelf
