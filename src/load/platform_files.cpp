#include "load/platform_files.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

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

// What a schema cannot say: names that refer to each other within the file.
void check_references(const ProductType& type, const ConfigFile& file, Findings& findings) {
  const auto fault = [&](const JsonValue& where, std::string message) {
    findings.add({FindingSeverity::error, "platform-file", file.source.place(where.where), {}, std::move(message), {}});
  };
  const JsonValue* fields = file.document.find("fields");
  for (const JsonValue& field : fields->items) {
    const std::string source = text_member(field, "source");
    if (std::none_of(type.sources.begin(), type.sources.end(), [&](const auto& known) { return known.key == source; }))
      fault(*field.find("source"), "no source is named \"" + source + "\" in this file");
    const std::string key = text_member(field, "key");
    if (const auto dot = key.find('.'); dot != std::string::npos) {
      const std::string root = key.substr(0, dot);
      if (std::none_of(type.fields.begin(), type.fields.end(), [&](const auto& known) { return known.key == root; }))
        fault(*field.find("key"), "\"" + key + "\" is a member of \"" + root + "\", which is no field of this file");
    }
  }
  const std::string expected =
      "site/platforms/" + type.platform + '.' + type.id.substr(type.id.find('/') + 1) + ".json";
  if (type.file != expected) fault(*file.document.find("type"), "this type belongs in " + expected);
}

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
    check_references(types.back(), *file, findings);
  }
  std::sort(types.begin(), types.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return types;
}

}  // namespace onshelf
