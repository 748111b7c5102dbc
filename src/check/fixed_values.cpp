// Values that the platform fixes: by themselves, or by another field.
#include <algorithm>

#include "check/limit_case.h"
#include "text/normal_form.h"

namespace onshelf {
namespace {

std::string joined(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) all += (all.empty() ? "" : ", ") + item;
  return all;
}

// The price model by the name records use.
std::string name_of(PriceModel model) {
  switch (model) {
    case PriceModel::free:
      return "free";
    case PriceModel::fixed:
      return "fixed";
    case PriceModel::per_use:
      return "per-use";
    case PriceModel::hourly:
      return "hourly";
    case PriceModel::vcpu:
      return "vcpu";
    case PriceModel::text:
      return "text";
  }
  return {};
}

}  // namespace

void check_constant(const LimitCase& of, const Limit& limit) {
  if (limit.items.empty()) return;
  const std::string& wanted = limit.items.front();
  const FieldSpec& field = of.base ? *of.base : of.spec;
  for (const GivenText& given : of.texts) {
    std::string token(given.text);
    bool is_known = field.values.empty();
    for (const ChoiceValue& value : field.values) {
      if (value.token != given.text &&
          std::find(value.native.begin(), value.native.end(), given.text) == value.native.end())
        continue;
      token = value.token;
      is_known = true;
    }
    if (!is_known || token == wanted) continue;  // an unknown choice was reported as such
    of.report(limit.severity, of.place(given),
              Sentence("\"{field}\" must be \"{wanted}\"", {{"field", of.spec.key}, {"wanted", wanted}}),
              Sentence("write \"{wanted}\", or choose another product type", {{"wanted", wanted}}), wanted);
  }
}

void check_exactly_one_of(const LimitCase& of, const Limit& limit) {
  if (!of.given || !of.given->whole) return;
  const auto is_item = [&](const std::string& name) {
    return std::find(limit.items.begin(), limit.items.end(), name) != limit.items.end();
  };
  std::size_t found = 0;
  std::string measured;
  const FieldValue* value = of.value();
  const JsonValue& json = of.given->whole->value;
  const JsonValue* where = &json;
  if (const auto* pricing = value ? std::get_if<PublicPricing>(value) : nullptr) {
    measured = name_of(pricing->model);
    found = is_item(measured);
    if (const JsonValue* model = json.find("model")) where = model;
  } else if (const auto* choices = value ? std::get_if<std::vector<const ChoiceValue*>>(value) : nullptr) {
    for (const ChoiceValue* choice : *choices) found += is_item(choice->token);
    measured = std::to_string(found);
  } else if (json.is_object() && of.spec.shape != Shape::pricing) {
    for (const JsonMember& member : json.members) found += is_item(member.key);
    measured = std::to_string(found);
  } else {
    return;  // nothing readable
  }
  if (found == 1) return;
  of.report(limit.severity, of.place(*where),
            Sentence("\"{field}\" must be exactly one of: {choices}",
                     {{"field", of.spec.key}, {"choices", joined(limit.items)}}),
            Sentence("choose one of them, and only one"), "exactly one of " + joined(limit.items), measured);
}

void check_equals_field(const LimitCase& of, const Limit& limit) {
  if (limit.items.empty() || of.texts.empty()) return;
  const GivenField* other = of.checked.canonical.find(limit.items.front());
  if (!other || !other->whole) return;
  FieldSpec other_spec;
  other_spec.key = limit.items.front();
  const std::vector<GivenText> accepted = texts_of(other_spec, *other);
  for (const GivenText& given : of.texts) {
    const std::string text = to_nfc(trimmed(given.text));
    if (std::any_of(accepted.begin(), accepted.end(),
                    [&](const GivenText& each) { return to_nfc(trimmed(each.text)) == text; }))
      continue;
    of.report(
        limit.severity, of.place(given),
        Sentence("\"{field}\" differs from \"{other}\"", {{"field", of.spec.key}, {"other", limit.items.front()}}),
        Sentence("both must say the same, in one of the languages of \"{other}\"", {{"other", limit.items.front()}}),
        "the same as \"" + limit.items.front() + '"');
  }
}

}  // namespace onshelf
