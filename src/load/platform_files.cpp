#include "load/platform_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "findings/did_you_mean.h"

namespace onshelf {
namespace {

template <class Value, std::size_t N>
using Names = std::array<std::pair<std::string_view, Value>, N>;

constexpr Names<Shape, 18> kShapes{{{"line", Shape::line},
                                    {"text", Shape::text},
                                    {"words", Shape::words},
                                    {"plain", Shape::plain},
                                    {"url", Shape::url},
                                    {"email", Shape::email},
                                    {"phone", Shape::phone},
                                    {"choice", Shape::choice},
                                    {"choices", Shape::choices},
                                    {"picture", Shape::picture},
                                    {"files", Shape::files},
                                    {"links", Shape::links},
                                    {"versions", Shape::versions},
                                    {"system", Shape::system},
                                    {"pricing", Shape::pricing},
                                    {"parameters", Shape::parameters},
                                    {"seo", Shape::seo},
                                    {"hidden", Shape::hidden}}};

constexpr Names<Display, 10> kDisplays{{{"list", Display::list},
                                        {"detail", Display::detail},
                                        {"header", Display::header},
                                        {"seller-panel", Display::seller_panel},
                                        {"seo", Display::seo},
                                        {"download", Display::download},
                                        {"order", Display::order},
                                        {"review", Display::review},
                                        {"secret", Display::secret},
                                        {"internal", Display::internal}}};

constexpr Names<LimitKind, 17> kLimitKinds{{{"length", LimitKind::length},
                                            {"count", LimitKind::count},
                                            {"forbidden_characters", LimitKind::forbidden_characters},
                                            {"values", LimitKind::values},
                                            {"picture", LimitKind::picture},
                                            {"file", LimitKind::file},
                                            {"stated_size", LimitKind::stated_size},
                                            {"pattern", LimitKind::pattern},
                                            {"must_end_with_time_zone", LimitKind::must_end_with_time_zone},
                                            {"no_unfilled_text", LimitKind::no_unfilled_text},
                                            {"no_pasted_images", LimitKind::no_pasted_images},
                                            {"no_external_links", LimitKind::no_external_links},
                                            {"exactly_one_of", LimitKind::exactly_one_of},
                                            {"constant", LimitKind::constant},
                                            {"equals_field", LimitKind::equals_field},
                                            {"price", LimitKind::price},
                                            {"discouraged_words", LimitKind::discouraged_words}}};

// The schema has made sure that the name is one of the table.
template <class Value, std::size_t N>
Value named(const Names<Value, N>& names, std::string_view name, Value otherwise) {
  for (const auto& [known, value] : names)
    if (known == name) return value;
  return otherwise;
}

Severity severity_of(const JsonValue& object, Severity otherwise) {
  const std::string name = text_member(object, "severity");
  return name.empty() ? otherwise : name == "warning" ? Severity::warning : Severity::error;
}

std::optional<std::uint64_t> optional_number(const JsonValue& object, std::string_view key) {
  if (!object.find(key)) return std::nullopt;
  return number_member(object, key, 0);
}

Limit read_limit(const JsonValue& json, Severity field_severity) {
  Limit limit;
  limit.kind = named(kLimitKinds, text_member(json, "kind"), LimitKind::length);
  limit.unit = text_member(json, "unit");
  limit.min = optional_number(json, "min");
  limit.max = optional_number(json, "max");
  limit.reject_above = optional_number(json, "reject_above");
  limit.items = text_items(json.find("items"));
  limit.severity = severity_of(json, field_severity);
  return limit;
}

std::vector<ChoiceValue> read_values(const JsonValue* json, const std::vector<Locale>& locales) {
  std::vector<ChoiceValue> values;
  if (!json) return values;
  for (const JsonMember& member : json->members)
    values.push_back(
        {member.key, text_items(member.value.find("native")), localized_text(member.value.find("label"), locales)});
  return values;
}

PictureSpec read_picture(const JsonValue& json) {
  PictureSpec picture;
  picture.width = static_cast<std::uint16_t>(number_member(json, "width", 0));
  picture.height = static_cast<std::uint16_t>(number_member(json, "height", 0));
  picture.exact = flag_member(json, "exact", true);
  picture.formats = text_items(json.find("formats"));
  picture.max_bytes = number_member(json, "max_bytes", 0);
  picture.reject_above_bytes = number_member(json, "reject_above_bytes", 0);
  picture.dpi = static_cast<std::uint16_t>(number_member(json, "dpi", 0));
  return picture;
}

FieldSpec read_field(const JsonValue& json, const std::vector<Locale>& locales) {
  FieldSpec field;
  field.rule = text_member(json, "rule");
  field.key = text_member(json, "key");
  field.native = text_items(json.find("native"));
  field.label = localized_text(json.find("label"), locales);
  field.shape = named(kShapes, text_member(json, "shape"), Shape::hidden);
  field.is_html = text_member(json, "markup") == "html";
  if (const JsonValue* required = json.find("required")) {
    field.required = required->kind == JsonValue::Kind::boolean && required->flag;
    if (const JsonValue* when = required->find("when")) {
      field.required_when_field = text_member(*when, "field");
      field.required_when_value = text_member(*when, "is");
    }
  }
  for (const std::string& target : text_items(json.find("display")))
    field.display.bits = static_cast<std::uint16_t>(
        field.display.bits | static_cast<std::uint16_t>(named(kDisplays, target, Display::internal)));
  field.severity = severity_of(json, Severity::error);
  if (const JsonValue* limits = json.find("limits"))
    for (const JsonValue& limit : limits->items) field.limits.push_back(read_limit(limit, field.severity));
  field.values = read_values(json.find("values"), locales);
  if (const JsonValue* picture = json.find("picture")) field.picture = read_picture(*picture);
  field.immutable_after = text_member(json, "immutable_after");
  field.immutable_when = text_member(json, "immutable_when");
  field.source = text_member(json, "source");
  field.says = text_member(json, "says");
  return field;
}

std::vector<FieldSpec> read_fields(const JsonValue* json, const std::vector<Locale>& locales) {
  std::vector<FieldSpec> fields;
  if (json)
    for (const JsonValue& field : json->items) fields.push_back(read_field(field, locales));
  return fields;
}

VisibilityFlag read_visibility(const JsonValue* json) {
  VisibilityFlag flag;
  if (!json) return flag;
  flag.field = text_member(*json, "field");
  flag.listed = text_items(json->find("listed"));
  flag.unlisted = text_items(json->find("unlisted"));
  flag.hidden_has_page = text_member(*json, "hidden_page") == "url_only";
  flag.rule = text_member(*json, "rule");
  return flag;
}

ProductType read_type(const std::string& path, const JsonValue& json, const std::vector<Locale>& locales) {
  ProductType type;
  type.id = text_member(json, "type");
  type.platform = type.id.substr(0, type.id.find('/'));
  type.file = path;
  type.is_seller = text_member(json, "kind") == "seller";
  type.platform_name = localized_text(json.find("platform_name"), locales);
  type.name = localized_text(json.find("name"), locales);
  type.text_locale = find_locale(locales, text_member(json, "text_locale"));
  type.sold_by_seller = flag_member(json, "sold_by_seller", false);
  if (const JsonValue* status = json.find("status")) {
    type.status_native = text_items(status->find("native"));
    if (const JsonValue* values = status->find("values"))
      for (const JsonMember& value : values->members)
        type.statuses.push_back(
            {value.key, text_items(value.value.find("native")), flag_member(value.value, "publish", false)});
  }
  type.visibility = read_visibility(json.find("visibility"));
  type.fields = read_fields(json.find("fields"), locales);
  type.advisory = read_fields(json.find("advisory"), locales);
  for (FieldSpec& advice : type.advisory) advice.severity = Severity::warning;
  if (const JsonValue* sources = json.find("sources"))
    for (const JsonMember& source : sources->members)
      type.sources.push_back({source.key, text_member(source.value, "title"), text_member(source.value, "publisher"),
                              text_member(source.value, "url"), text_member(source.value, "retrieved"),
                              text_member(source.value, "confidence")});
  return type;
}

// A page without the name of its marketplace or kind would have an empty heading; their ids stand in for them.
void check_names(const ConfigFile& file, const std::vector<Locale>& locales, ProductType& type, Findings& findings) {
  for (const auto& [key, name, id] : {std::tuple("platform_name", &type.platform_name, type.platform),
                                      std::tuple("name", &type.name, type.id.substr(type.id.find('/') + 1))}) {
    if (std::all_of(locales.begin(), locales.end(),
                    [&name = name](const Locale& locale) { return pick(*name, locale); }))
      continue;
    const JsonValue* where = file.document.find(key);
    findings.add({FindingSeverity::warning,
                  "platform-name",
                  file.source.place(where ? where->where : file.document.where),
                  {},
                  std::string("\"") + key + "\" has no text that every language of the site falls back to",
                  "give it one in the default locale; until then pages show \"" + id + "\""});
    for (LocaleIndex i = 0; i < locales.size(); ++i)
      if (!pick(*name, locales[i])) name->emplace_back(i, id);
    std::sort(name->begin(), name->end());
  }
}

// What a schema cannot say: names that refer to each other within the file, or that stand for one thing only.
class References {
 public:
  References(const ProductType& type, const ConfigFile& file, Findings& findings)
      : type_(type), file_(file), findings_(findings) {
    for (const FieldSpec& field : type.fields) keys_.push_back(field.key);
    for (const RuleSource& source : type.sources) sources_.push_back(source.key);
  }

  void check() {
    check_place();
    if (const JsonValue* status = file_.document.find("status")) check_statuses(*status);
    const JsonValue* visibility = file_.document.find("visibility");
    // (Of that name there is a member that every record may have.)
    if (visibility && text_member(*visibility, "field") != "visibility") demand_field(visibility->find("field"));
    std::map<std::string, std::string> native_of;
    std::set<std::string> keys;
    for (const JsonValue& field : file_.document.find("fields")->items) {
      const JsonValue& key = *field.find("key");
      if (!keys.insert(key.text).second) fault(key, "two fields have the key \"" + key.text + "\"", kNameAnother);
      check_only_once(field.find("native"), "two fields are called \"", key.text, native_of);
      check_root(key);
      check_field(field);
    }
    if (const JsonValue* advisory = file_.document.find("advisory"))
      for (const JsonValue& field : advisory->items) check_field(field);
  }

 private:
  static constexpr const char* kNameAnother = "take one of them out, or give it a name of its own";

  void fault(const JsonValue& where, std::string message, Sentence hint = {}) {
    findings_.add({FindingSeverity::error,
                   "platform-file",
                   file_.source.place(where.where),
                   {},
                   std::move(message),
                   std::move(hint)});
  }

  void check_place() {
    const std::string expected =
        "site/platforms/" + type_.platform + '.' + type_.id.substr(type_.id.find('/') + 1) + ".json";
    if (type_.file != expected) fault(*file_.document.find("type"), "this type belongs in " + expected);
  }

  // A word for two of them could publish what the platform has refused.
  void check_statuses(const JsonValue& status) {
    std::map<std::string, std::string> status_of;
    if (const JsonValue* values = status.find("values")) {
      for (const JsonMember& value : values->members) status_of.emplace(value.key, value.key);
      for (const JsonMember& value : values->members)
        check_only_once(value.value.find("native"), "two statuses are called \"", value.key, status_of);
    }
    if (const JsonValue* source = status.find("source")) demand_source(*source);
  }

  // `owner_of` has what each name stands for so far.
  void check_only_once(const JsonValue* names, const char* message, const std::string& owner,
                       std::map<std::string, std::string>& owner_of) {
    const auto check_name = [&](const JsonValue& name) {
      const auto known = owner_of.emplace(name.text, owner).first;
      if (known->second != owner)
        fault(name, message + name.text + "\": \"" + known->second + "\" and \"" + owner + '"', kNameAnother);
    };
    if (names && names->is_string()) check_name(*names);
    if (names && names->is_array())
      for (const JsonValue& name : names->items) check_name(name);
  }

  void check_root(const JsonValue& key) {
    const auto dot = key.text.find('.');
    if (dot == std::string::npos) return;
    const std::string root = key.text.substr(0, dot);
    if (!is_field(root))
      fault(key, "\"" + key.text + "\" is a member of \"" + root + "\", which is no field of this file");
  }

  void check_field(const JsonValue& field) {
    if (const JsonValue* source = field.find("source")) demand_source(*source);
    const JsonValue* required = field.find("required");
    const JsonValue* when = required ? required->find("when") : nullptr;
    if (when) demand_field(when->find("field"));
    const JsonValue* limits = field.find("limits");
    if (!limits) return;
    for (const JsonValue& limit : limits->items) {
      const auto least = optional_number(limit, "min"), most = optional_number(limit, "max");
      if (least && most && *least > *most)
        fault(*limit.find("min"), "the least is more than the most, so that no value can be right");
      const JsonValue* items = limit.find("items");
      if (items && text_member(limit, "kind") == "equals_field")
        for (const JsonValue& item : items->items) demand_field(&item);
    }
  }

  bool is_field(const std::string& key) const { return std::find(keys_.begin(), keys_.end(), key) != keys_.end(); }

  void demand_field(const JsonValue* key) {
    if (key && !is_field(key->text))
      fault(*key, "no field has the key \"" + key->text + "\" in this file",
            did_you_mean(nearest(key->text, keys_), {}));
  }

  void demand_source(const JsonValue& source) {
    if (std::find(sources_.begin(), sources_.end(), source.text) == sources_.end())
      fault(source, "no source is named \"" + source.text + "\" in this file",
            did_you_mean(nearest(source.text, sources_), {}));
  }

  const ProductType& type_;
  const ConfigFile& file_;
  Findings& findings_;
  std::vector<std::string> keys_, sources_;
};

}  // namespace

std::vector<ProductType> load_platform_files(const SiteFiles& files, const std::vector<Locale>& locales,
                                             Findings& findings) {
  std::vector<ProductType> types;
  for (const std::string& name : files.list("site/platforms")) {
    if (!name.ends_with(".json")) continue;
    const std::string path = "site/platforms/" + name;
    const auto file = load_config(files, path, "platform.schema.json", findings);
    if (!file) continue;
    types.push_back(read_type(path, file->document, locales));
    if (!types.back().is_seller) check_names(*file, locales, types.back(), findings);
    References(types.back(), *file, findings).check();
  }
  std::sort(types.begin(), types.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return types;
}

}  // namespace onshelf
