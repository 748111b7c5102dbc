#include "commands/record_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "check/vocabulary.h"
#include "commands/rule_words.h"
#include "commands/value_schema.h"

namespace onshelf {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 12> kCore = {"$schema", "id",         "type",        "seller",
                                                    "status",  "category",   "subcategory", "product",
                                                    "slug",    "visibility", "valid_from",  "valid_until"};

std::string root_of(const std::string& key) { return key.substr(0, key.find('.')); }

class RecordSchema {
 public:
  RecordSchema(const ProductType& type, const Site& site)
      : type_(type), site_(site), texts_{site, type.text_locale.value_or(site.default_locale) == site.default_locale} {}

  Json make() {
    add_core();
    for (const FieldSpec& field : type_.fields) add_field(field);
    for (const FieldSpec& field : type_.fields) add_presence(field);
    if (!type_.is_seller) {
      const bool has_name = std::any_of(type_.fields.begin(), type_.fields.end(), [](const FieldSpec& field) {
        return field.key == "name" && is_demanded(field);
      });
      if (!has_name) require_one_of(names_of("name"));
      for (const char* key : {"seller", "status", "category"}) require_one_of(names_of(key));
    }
    Json schema;
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["title"] = fmt::format("{}: {}", any_text(type_.platform_name), any_text(type_.name));
    schema["description"] =
        fmt::format("{}.json of type {}, made from {}", type_.is_seller ? "seller" : "listing", type_.id, type_.file);
    schema["type"] = "object";
    schema["properties"] = std::move(properties_);
    schema["patternProperties"] = {{"^x-", {{"description", "A note of your own; it is ignored."}}}};
    schema["additionalProperties"] = false;
    schema["required"] = {"id", "type"};
    if (!rules_.empty()) schema["allOf"] = std::move(rules_);
    return schema;
  }

 private:
  using Names = std::vector<std::string>;

  void add_core() {
    const Json id = {{"type", "string"}, {"pattern", "^[a-z0-9]+(-[a-z0-9]+)*$"}, {"maxLength", 80}};
    const Json day = {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
    const Json word = {{"type", "string"}, {"minLength", 1}};
    for (std::string_view core : kCore) {
      Json& schema = properties_[std::string(core)];
      schema = core == "id" || core == "product" || core == "slug" ? id
               : core == "valid_from" || core == "valid_until"     ? day
               : core == "type"                                    ? Json{{"const", type_.id}}
               : core == "status" && !type_.statuses.empty()       ? statuses()
               : core == "visibility"                              ? Json{{"enum", {"listed", "unlisted"}}}
               : core == "category" && !type_.is_seller && !site_.categories.empty() ? categories()
                                                                                     : word;
    }
    for (const std::string& name : type_.status_native) properties_[name] = properties_["status"];
    if (type_.visibility.field == "visibility") properties_["visibility"] = flag_answers();
  }

  Json statuses() const {
    std::vector<ChoiceValue> values;
    std::string published;
    for (const StatusValue& status : type_.statuses) {
      values.push_back({status.token, status.native, {}});
      if (status.publish) published += (published.empty() ? "" : ", ") + status.token;
    }
    return {{"enum", spellings(values)}, {"description", "Only these are published: " + published + "."}};
  }

  Json categories() const {
    std::vector<ChoiceValue> values;
    for (const Category& category : site_.categories) values.push_back({category.id, category.aliases, {}});
    return {{"enum", spellings(values)}};
  }

  Json flag_answers() const {
    Names answers = type_.visibility.listed;
    answers.insert(answers.end(), type_.visibility.unlisted.begin(), type_.visibility.unlisted.end());
    for (const char* own : {"listed", "unlisted"})
      if (type_.visibility.field == "visibility" && std::find(answers.begin(), answers.end(), own) == answers.end())
        answers.push_back(own);
    return {{"enum", answers}};
  }

  std::string description(const FieldSpec& field) const {
    std::string text = fmt::format("{}: {}", field.rule, field.says);
    const auto add = [&](std::string_view what, const std::string& value) {
      if (!value.empty()) text += fmt::format(" {}: {}.", what, value);
    };
    add("Limits", limits_in_words(field));
    add("Required", required_in_words(field));
    add("Shown", shown_in_words(field.display));
    if (field.shape == Shape::text) text += fmt::format(" May be a file instead: {}.<locale>.md.", field.key);
    add("Source", source_in_words(type_, field.source));
    return text;
  }

  // Members of a structured field may stand alone where the check puts them together.
  bool is_readable(const FieldSpec& field) const {
    if (field.key.find('.') == std::string::npos) return true;
    const FieldSpec* whole = find(root_of(field.key));
    const std::string part = field.key.substr(field.key.find('.') + 1);
    if (!whole) return false;
    if (whole->shape == Shape::versions) return part == "number" || part == "date" || part == "notes";
    return whole->shape == Shape::system && (part == "name" || part == "version");
  }

  const FieldSpec* find(const std::string& key) const {
    for (const FieldSpec& field : type_.fields)
      if (field.key == key) return &field;
    return nullptr;
  }

  void add_field(const FieldSpec& field) {
    if (find(field.key) != &field || !is_readable(field)) return;
    Json schema = is_core_member(field.key)             ? properties_[field.key]
                  : field.key == type_.visibility.field ? flag_answers()
                                                        : value_schema(field, texts_, demands_text(field));
    schema["description"] = description(field);
    for (const std::string& name : names_of(field.key)) properties_[name] = schema;
  }

  bool demands_text(const FieldSpec& field) const {
    return field.key == "name" || (is_demanded(field) && field.required_when_field.empty());
  }

  // Canonical name first.
  Names names_of(const std::string& key) const {
    Names names = {key};
    if (key == "status") names.insert(names.end(), type_.status_native.begin(), type_.status_native.end());
    for (const FieldSpec& field : type_.fields)
      if (field.key == key) names.insert(names.end(), field.native.begin(), field.native.end());
    return names;
  }

  static Json each_required(const Names& names) {
    Json list = Json::array();
    for (const std::string& name : names) list.push_back({{"required", {name}}});
    return list;
  }

  void require_one_of(const Names& names) { rules_.push_back({{"oneOf", each_required(names)}}); }

  void allow_one_of(const Names& names) {
    if (names.size() > 1)
      rules_.push_back({{"anyOf", {{{"not", {{"anyOf", each_required(names)}}}}, {{"oneOf", each_required(names)}}}}});
  }

  // Which names may, and which must, be there.
  void add_presence(const FieldSpec& field) {
    if (find(field.key) != &field || !is_readable(field) || field.key.find('.') != std::string::npos) return;
    if (is_core_member(field.key)) {
      if (field.key != "seller" && field.key != "category") allow_one_of(names_of(field.key));
      return;
    }
    Names main = names_of(field.key);
    const char* first = field.shape == Shape::versions ? "number" : field.shape == Shape::system ? "name" : nullptr;
    if (first) {
      for (const char* part : {"version", "date", "notes"})
        if (find(field.key + '.' + part)) {
          Names names = main;
          const Names parts = names_of(field.key + '.' + part);
          names.insert(names.end(), parts.begin(), parts.end());
          allow_one_of(names);
          if (find(field.key + '.' + first))
            rules_.push_back({{"if", {{"anyOf", each_required(parts)}}},
                              {"then", {{"anyOf", each_required(names_of(field.key + '.' + first))}}}});
        }
      if (find(field.key + '.' + first))
        for (const std::string& name : names_of(field.key + '.' + first)) main.push_back(name);
    }
    // A text may be a file instead, and the flag may be answered by "visibility".
    const bool must = is_demanded(field) && field.shape != Shape::text && field.key != type_.visibility.field;
    if (!must)
      allow_one_of(main);
    else if (field.required_when_field.empty())
      require_one_of(main);
    else
      require_when(field, main);
  }

  void require_when(const FieldSpec& field, const Names& names) {
    allow_one_of(names);
    const FieldSpec* other = find(field.required_when_field);
    if (!other) return;
    std::vector<ChoiceValue> values = {{field.required_when_value, {}, {}}};
    for (const ChoiceValue& value : other->values)
      if (value.token == field.required_when_value) values = {value};
    for (const std::string& name : names_of(other->key))
      rules_.push_back({{"if", {{"required", {name}}, {"properties", {{name, {{"enum", spellings(values)}}}}}}},
                        {"then", {{"anyOf", each_required(names)}}}});
  }

  const ProductType& type_;
  const Site& site_;
  TextRules texts_;
  Json properties_ = Json::object();
  Json rules_ = Json::array();
};

}  // namespace

Json record_schema(const ProductType& type, const Site& site) { return RecordSchema(type, site).make(); }

}  // namespace onshelf
