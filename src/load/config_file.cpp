#include "load/config_file.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "load/json_document.h"
#include "load/schema.h"
#include "text/language.h"
#include "text/pseudo.h"

namespace onshelf {
namespace {

constexpr std::size_t kLargestConfig = 4u << 20;

}  // namespace

FileBytes SiteFiles::read(std::string_view path) const {
  FileBytes file = own.read(path, kLargestConfig);
  if (file.fault == ReadFault::missing) file = defaults.read(path, kLargestConfig);
  return file;
}

std::vector<std::string> SiteFiles::list(std::string_view folder) const {
  std::set<std::string> names;
  for (const FileReader* reader : {&own, &defaults})
    if (const auto entries = reader->list(folder))
      for (const auto& entry : *entries)
        if (!entry.is_folder && !entry.is_other) names.insert(entry.name);
  return {names.begin(), names.end()};
}

std::optional<ConfigFile> load_config(const SiteFiles& files, const std::string& path, const std::string& schema,
                                      Findings& findings, OfferedBy by) {
  FileBytes file = by == OfferedBy::site ? files.own.read(path, kLargestConfig) : files.read(path);
  if (!file.ok()) {
    findings.add({FindingSeverity::error,
                  "config-missing",
                  Place{path, 0, 0, {}, 0, 0},
                  {},
                  "the file is " + std::string(describe(file.fault)),
                  "every site has this file; run onshelf in the folder of the site, or name that folder"});
    return std::nullopt;
  }
  auto bytes = std::make_unique<std::string>(std::move(file.bytes));
  SourceText source(path, *bytes);
  JsonLimits limits;
  limits.most_bytes = kLargestConfig;
  auto document = parse_json(source, limits, findings);
  if (!document) return std::nullopt;
  const FileBytes schema_file = files.defaults.read("site/schemas/" + schema, kLargestConfig);
  if (!schema_file.ok()) {
    findings.add(
        {FindingSeverity::error,
         "installation",
         Place{"site/schemas/" + schema, 0, 0, {}, 0, 0},
         {},
         "the installed schema is " + std::string(describe(schema_file.fault)),
         "install onshelf again, or set ONSHELF_DATA to the folder that holds its templates, themes and site"});
    return std::nullopt;
  }
  if (!matches_schema(*document, schema_file.bytes, source, findings)) return std::nullopt;
  return ConfigFile{std::move(bytes), std::move(source), std::move(*document)};
}

LocalizedText localized_text(const JsonValue* value, const std::vector<Locale>& locales) {
  LocalizedText text;
  if (!value || !value->is_object()) return text;
  const auto in_likeness = [&](const Locale& locale) -> const JsonValue* {
    for (const JsonMember& member : value->members)
      if (is_same_script(member.key, locale.tag)) return &member.value;
    return nullptr;
  };
  for (LocaleIndex i = 0; i < locales.size(); ++i) {
    const JsonValue* in_locale = value->find(locales[i].tag);
    if (!in_locale) in_locale = in_likeness(locales[i]);
    if (const auto* spoken = locales[i].is_pseudo ? pick(text, locales[i]) : nullptr) {
      text.emplace_back(i, pseudo_text(spoken->second));
      continue;
    }
    if (in_locale && in_locale->is_string() && !in_locale->text.empty()) text.emplace_back(i, in_locale->text);
  }
  return text;
}

std::string text_member(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.find(key);
  return value && value->is_string() ? value->text : std::string{};
}

std::vector<std::string> text_items(const JsonValue* array) {
  std::vector<std::string> items;
  if (array && array->is_array())
    for (const JsonValue& item : array->items)
      if (item.is_string()) items.push_back(item.text);
  return items;
}

std::uint64_t number_member(const JsonValue& object, std::string_view key, std::uint64_t otherwise) {
  const JsonValue* value = object.find(key);
  if (!value || value->kind != JsonValue::Kind::integer) return otherwise;
  std::uint64_t number = otherwise;
  std::from_chars(value->text.data(), value->text.data() + value->text.size(), number);
  return number;
}

bool flag_member(const JsonValue& object, std::string_view key, bool otherwise) {
  const JsonValue* value = object.find(key);
  return value && value->kind == JsonValue::Kind::boolean ? value->flag : otherwise;
}

}  // namespace onshelf
