// Price rules. What may not change between versions of a record is judged where two versions are at hand, not here.
#include <algorithm>

#include "check/limit_case.h"

namespace onshelf {
namespace {

bool is_zero(const Price& price) { return price.amount.find_first_not_of("0.") == std::string::npos; }

bool all_zero(const std::vector<Price>& prices) {
  return std::all_of(prices.begin(), prices.end(), [](const Price& price) { return is_zero(price); });
}

bool costs_nothing(const PublicPricing& pricing) {
  if (pricing.model == PriceModel::free || pricing.model == PriceModel::text) return false;
  return all_zero(pricing.prices) && std::all_of(pricing.tiers.begin(), pricing.tiers.end(),
                                                 [](const PriceTier& tier) { return all_zero(tier.prices); });
}

}  // namespace

void check_price(const LimitCase& of, const Limit& limit) {
  const FieldValue* value = of.value();
  const auto* pricing = value ? std::get_if<PublicPricing>(value) : nullptr;
  if (!pricing || !of.given->whole) return;
  const JsonValue& json = of.given->whole->value;
  const JsonValue* model = json.find("model");
  // Working out a place reads the file up to it, so only for a finding.
  const auto where = [&] { return of.place(model ? *model : json); };
  const Sentence::Values field = {{"field", of.spec.key}};
  const bool is_vcpu = pricing->model == PriceModel::vcpu;
  for (const std::string& item : limit.items) {
    if (item == "free_only" && pricing->model != PriceModel::free)
      of.report(limit.severity, where(), Sentence("\"{field}\" is not free, and only free products are taken", field),
                "write \"free\"", "free", "not free");
    if (item == "zero_is_free" && costs_nothing(*pricing) && !is_vcpu)
      of.report(limit.severity, where(), Sentence("\"{field}\" has a price of nothing under a model that costs", field),
                "write \"free\" instead", "above 0, or the model \"free\"", "0");
    if (item == "vcpu_is_not_free" && costs_nothing(*pricing) && is_vcpu)
      of.report(limit.severity, where(), Sentence("\"{field}\" is priced by vCPU and costs nothing", field),
                "name prices above 0, or choose the model \"free\"", "above 0", "0");
  }
}

}  // namespace onshelf
