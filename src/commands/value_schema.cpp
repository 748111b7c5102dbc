#include "commands/value_schema.h"

#include <algorithm>

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFileName = "^[^/]+$";
constexpr const char* kAddress = "^https?://[^@/]+";
constexpr const char* kAmount = "^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,6})?$";
constexpr const char* kSomething = "\\S";

// JSON Schema counts code points, as these units do.
bool counts_code_points(const std::string& unit) {
  return unit == "characters" || unit == "chinese_characters" || unit == "zi";
}

// Only limits that make a record an error; what is mere advice stands in the description.
void add_length(const FieldSpec& field, Json& schema) {
  for (const Limit& limit : field.limits) {
    if (limit.kind != LimitKind::length || limit.severity != Severity::error || !counts_code_points(limit.unit))
      continue;
    if (limit.min) schema["minLength"] = *limit.min;
    if (limit.max) schema["maxLength"] = *limit.max;
  }
}

void add_count(const FieldSpec& field, Json& schema) {
  for (const Limit& limit : field.limits) {
    if (limit.kind != LimitKind::count || limit.severity != Severity::error) continue;
    if (limit.min) schema["minItems"] = *limit.min;
    if (limit.max) schema["maxItems"] = *limit.max;
  }
}

// One member per locale of the site.
Json per_locale(const Json& leaf, const TextRules& rules) {
  Json properties = Json::object();
  for (const Locale& locale : rules.site.languages()) properties[locale.tag] = leaf;
  return properties;
}

// A text: plain, or per locale. `maxLength` and `properties` stand side by side, for each minds its own type only.
Json text(const TextRules& rules, const Json& leaf = {{"type", "string"}}) {
  Json schema = leaf;
  schema["type"] = {"string", "object"};
  schema["properties"] = per_locale(leaf, rules);
  schema["additionalProperties"] = false;
  return schema;
}

Json line(const FieldSpec& field, const TextRules& rules, bool demanded) {
  Json leaf = {{"type", "string"}};
  add_length(field, leaf);
  Json schema = text(rules, leaf);
  if (!demanded) return schema;
  const std::string& wanted = rules.site.locales[rules.site.default_locale].tag;
  schema["required"] = {wanted};
  schema["properties"][wanted]["pattern"] = kSomething;
  if (rules.plain_is_default)
    schema["pattern"] = kSomething;
  else
    schema["type"] = "object";
  return schema;
}

Json words(const FieldSpec& field, const TextRules& rules) {
  Json list = {{"type", "array"}, {"items", {{"type", "string"}}}};
  add_count(field, list);
  Json schema = list;
  schema["type"] = {"array", "object"};
  schema["properties"] = per_locale(list, rules);
  schema["additionalProperties"] = false;
  return schema;
}

// One of the values; a constant is the only one.
Json choice(const FieldSpec& field) {
  std::vector<ChoiceValue> allowed = field.values;
  for (const Limit& limit : field.limits)
    if (limit.kind == LimitKind::constant && limit.severity == Severity::error)
      std::erase_if(allowed, [&](const ChoiceValue& value) {
        return std::find(limit.items.begin(), limit.items.end(), value.token) == limit.items.end();
      });
  return {{"enum", spellings(allowed)}};
}

Json one_or_many(const FieldSpec& field, const Json& item) {
  Json list = {{"type", "array"}, {"items", item}};
  add_count(field, list);
  return {{"anyOf", {item, list}}};
}

Json object_of(Json properties, std::vector<std::string> required) {
  Json schema = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

Json plain(const char* pattern = kSomething) { return {{"type", "string"}, {"pattern", pattern}}; }

Json links(const FieldSpec& field, const TextRules& rules) {
  Json list = {{"type", "array"},
               {"items", object_of({{"name", text(rules)}, {"url", plain(kAddress)}}, {"name", "url"})}};
  add_count(field, list);
  return list;
}

Json versions(const TextRules& rules) {
  const Json one = object_of({{"number", plain()}, {"date", plain()}, {"notes", text(rules)}}, {"number"});
  return {{"anyOf", {plain(), Json{{"type", "array"}, {"items", {{"anyOf", {plain(), one}}}}}}}};
}

Json system() { return {{"anyOf", {plain(), object_of({{"name", plain()}, {"version", plain()}}, {"name"})}}}; }

Json parameters(const TextRules& rules) {
  return {{"type", "array"}, {"items", object_of({{"name", text(rules)}, {"value", text(rules)}}, {"name", "value"})}};
}

Json seo(const TextRules& rules) {
  return object_of({{"title", text(rules)}, {"description", text(rules)}, {"keywords", text(rules)}}, {});
}

// Canonical models a record may use, with the platform's names.
std::vector<std::string> price_models(const FieldSpec& field) {
  std::vector<std::string> models = {"free", "fixed", "per-use", "hourly", "vcpu", "text"};
  for (const Limit& limit : field.limits) {
    if (limit.severity != Severity::error) continue;
    if (limit.kind == LimitKind::exactly_one_of) models = limit.items;
    if (limit.kind == LimitKind::price &&
        std::find(limit.items.begin(), limit.items.end(), "free_only") != limit.items.end())
      models = {"free"};
  }
  return models;
}

Json model_names(const FieldSpec& field, const std::string& model) {
  std::vector<ChoiceValue> values = {{model, {}, {}}};
  for (const ChoiceValue& value : field.values)
    if (value.token == model) values = {value};
  return {{"enum", spellings(values)}};
}

Json pricing(const FieldSpec& field, const TextRules& rules) {
  const Json price =
      object_of({{"per", {{"enum", {"once", "hour", "day", "month", "year", "use"}}}}, {"amount", plain(kAmount)}},
                {"per", "amount"});
  const Json prices = {{"type", "array"}, {"items", price}, {"minItems", 1}};
  const Json vcpus = {{"type", "integer"}, {"minimum", 1}};
  const Json tier = object_of({{"from", vcpus}, {"to", vcpus}, {"prices", prices}}, {"from", "prices"});
  Json leaf = {{"type", "string"}};
  add_length(field, leaf);
  Json forms = Json::array();
  for (const std::string& model : price_models(field)) {
    const Json named = {{"model", model_names(field, model)}, {"text", text(rules, leaf)}};
    if (model == "free" || model == "text") {
      forms.push_back(object_of(named, {"model"}));
      if (model == "free") forms.push_back(model_names(field, model));
      if (model == "text") forms.push_back(text(rules, leaf));
      continue;
    }
    Json members = named;
    members["currency"] = plain("^[A-Z]{3}$");
    const char* amounts = model == "vcpu" ? "tiers" : "prices";
    members[amounts] = model == "vcpu" ? Json{{"type", "array"}, {"items", tier}, {"minItems", 1}} : prices;
    forms.push_back(object_of(members, {"model", "currency", amounts}));
  }
  return {{"anyOf", forms}};
}

}  // namespace

Json spellings(const std::vector<ChoiceValue>& values) {
  Json names = Json::array();
  const auto add = [&](const std::string& name) {
    if (std::find(names.begin(), names.end(), Json(name)) == names.end()) names.push_back(name);
  };
  for (const ChoiceValue& value : values) {
    add(value.token);
    for (const std::string& name : value.native) add(name);
  }
  return names;
}

Json value_schema(const FieldSpec& field, const TextRules& rules, bool demanded) {
  switch (field.shape) {
    case Shape::line:
      return line(field, rules, demanded);
    case Shape::text:
      return text(rules);
    case Shape::words:
      return words(field, rules);
    case Shape::plain:
    case Shape::email:
    case Shape::phone: {
      Json schema = plain();
      add_length(field, schema);
      return schema;
    }
    case Shape::url: {
      Json schema = plain(kAddress);
      add_length(field, schema);
      return schema;
    }
    case Shape::choice:
      return choice(field);
    case Shape::choices:
      return one_or_many(field, choice(field));
    case Shape::picture:
      return plain(kFileName);
    case Shape::files:
      return one_or_many(field, plain(kFileName));
    case Shape::links:
      return links(field, rules);
    case Shape::versions:
      return versions(rules);
    case Shape::system:
      return system();
    case Shape::pricing:
      return pricing(field, rules);
    case Shape::parameters:
      return parameters(rules);
    case Shape::seo:
      return seo(rules);
    case Shape::hidden:
      break;
  }
  return Json::object();
}

}  // namespace onshelf
