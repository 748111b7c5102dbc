// Fields with members: links, versions, operating systems, parameters, texts for search results.
#include <algorithm>

#include "check/field_reader.h"
#include "check/required.h"
#include "text/day.h"
#include "text/natural_order.h"
#include "text/web_address.h"

namespace onshelf {

std::optional<std::vector<PublicLink>> FieldReader::links(const FieldSpec& spec, const JsonValue& json) {
  if (!json.is_array())
    return wrong(spec, json, {"\"{field}\" is no list of links", {{"field", spec.key}}},
                 "write [{\"name\": ..., \"url\": ...}]");
  std::vector<PublicLink> links;
  bool ok = true;
  for (const JsonValue& item : json.items) {
    const JsonValue* name = item.find("name");
    const JsonValue* url = item.find("url");
    if (!name || !url || !url->is_string()) {
      wrong(spec, item, "a link has a name and a url", "write {\"name\": {\"en\": \"...\"}, \"url\": \"https://...\"}");
      ok = false;
      continue;
    }
    ok = known_members(spec, item, forms::kLink) && ok;
    auto text = filled(spec, *name, "name");
    auto address = plain(spec, *url, "url");
    if (address && !is_web_address(*address)) {
      not_an_address(spec, *url);
      ok = false;
    }
    if (text && address)
      links.push_back({std::move(*text), std::move(*address)});
    else
      ok = false;
  }
  if (!ok) return std::nullopt;
  return links;
}

std::optional<PublicVersion<RichText>> FieldReader::version(const FieldSpec& spec, const JsonValue* number,
                                                            const JsonValue* date, const JsonValue* notes) {
  PublicVersion<RichText> version;
  auto text = plain(spec, *number, "number");
  if (!text) return std::nullopt;
  version.number = std::move(*text);
  if (date) {
    auto day = plain(spec, *date, "date");
    if (!day) return std::nullopt;
    if (!is_day(*day)) return wrong(spec, *date, "\"date\" is no day", "write it like \"2025-03-01\"");
    version.date = std::move(*day);
  }
  if (notes) {
    FieldSpec notes_spec = spec;
    notes_spec.shape = Shape::text;
    auto texts = rich_texts(notes_spec, *notes);
    if (!texts) return std::nullopt;
    version.notes = std::move(*texts);
  }
  return version;
}

std::optional<std::vector<PublicVersion<RichText>>> FieldReader::versions(const FieldSpec& spec,
                                                                          const GivenField& given) {
  std::vector<PublicVersion<RichText>> all;
  bool ok = true;
  const auto add = [&](const JsonValue& item, const JsonValue* number, const JsonValue* date, const JsonValue* notes) {
    if (!number) {
      wrong(spec, item, "a version has no number", "write {\"number\": \"v1.0\", \"notes\": ...}");
      ok = false;
      return;
    }
    if (auto read = version(spec, number, date, notes))
      all.push_back(std::move(*read));
    else
      ok = false;
  };
  if (given.whole) {
    const JsonValue& json = given.whole->value;
    if (holds_nothing(json) && is_required(spec, *checked_.listing.type, checked_.canonical))
      return std::nullopt;  // check_required reports it
    if (json.is_string())
      add(json, &json, nullptr, nullptr);
    else if (!few_enough(spec, json))
      return std::nullopt;
    else if (json.is_array())
      for (const JsonValue& item : json.items) {
        ok = (item.is_string() || known_members(spec, item, forms::kVersion)) && ok;
        if (item.is_string())
          add(item, &item, nullptr, nullptr);
        else
          add(item, item.find("number"), item.find("date"), item.find("notes"));
      }
    else
      return wrong(spec, json, {"\"{field}\" is no list of versions", {{"field", spec.key}}},
                   "write [{\"number\": \"v1.0\", \"notes\": ...}]");
  } else {
    const auto part = [&](const char* name) {
      const auto found = given.parts.find(name);
      return found == given.parts.end() ? nullptr : &found->second->value;
    };
    add(given.parts.begin()->second->value, part("number"), part("date"), part("notes"));
  }
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i && ok; ++j)
      if (all[i].number == all[j].number) {
        wrong(spec, given.whole->value, {"version \"{version}\" is given twice", {{"version", all[i].number}}},
              "keep one of them");
        ok = false;
      }
  if (!ok) return std::nullopt;
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return compare_versions(a.number, b.number) > 0; });
  return all;
}

std::optional<OperatingSystem> FieldReader::system(const FieldSpec& spec, const GivenField& given) {
  const JsonValue* name = nullptr;
  const JsonValue* version = nullptr;
  const JsonValue* any = given.whole ? &given.whole->value : &given.parts.begin()->second->value;
  if (given.whole && any->is_object()) {
    if (!known_members(spec, *any, forms::kSystem)) return std::nullopt;
    name = any->find("name");
    version = any->find("version");
  } else if (given.whole) {
    name = any;
  } else {
    if (const auto part = given.parts.find("name"); part != given.parts.end()) name = &part->second->value;
    if (const auto part = given.parts.find("version"); part != given.parts.end()) version = &part->second->value;
  }
  if (!name)
    return wrong(spec, *any, "an operating system has a name",
                 "write {\"name\": \"Debian\", \"version\": \"12 64-bit\"}");
  auto name_text = plain(spec, *name, name == any ? "" : "name");
  std::optional<std::string> version_text = version ? plain(spec, *version, "version") : std::string{};
  if (!name_text || !version_text) return std::nullopt;
  return OperatingSystem{std::move(*name_text), std::move(*version_text)};
}

std::optional<std::vector<Parameter>> FieldReader::parameters(const FieldSpec& spec, const JsonValue& json) {
  if (!json.is_array())
    return wrong(spec, json, {"\"{field}\" is no list", {{"field", spec.key}}},
                 "write [{\"name\": ..., \"value\": ...}]");
  std::vector<Parameter> parameters;
  bool ok = true;
  for (const JsonValue& item : json.items) {
    const JsonValue* name = item.find("name");
    const JsonValue* value = item.find("value");
    if (!name || !value) {
      wrong(spec, item, "a parameter has a name and a value",
            "write {\"name\": {\"en\": \"Ports\"}, \"value\": \"443\"}");
      ok = false;
      continue;
    }
    Parameter parameter;
    auto name_text = filled(spec, *name, "name");
    ok = known_members(spec, item, forms::kParameter) && name_text && ok;
    if (value->is_string()) {
      auto text = plain(spec, *value, "value");
      ok = text && ok;
      if (text) parameter.value.plain = std::move(*text);
    } else {
      auto text = filled(spec, *value, "value");
      ok = text && ok;
      if (text) parameter.value.label = std::move(*text);
    }
    if (name_text) parameter.name = std::move(*name_text);
    parameters.push_back(std::move(parameter));
  }
  if (!ok) return std::nullopt;
  return parameters;
}

std::optional<SearchTexts> FieldReader::seo(const FieldSpec& spec, const JsonValue& json) {
  if (!json.is_object())
    return wrong(spec, json, {"\"{field}\" is no object", {{"field", spec.key}}},
                 "write {\"title\": {...}, \"description\": {...}, \"keywords\": {...}}");
  bool ok = known_members(spec, json, forms::kSeo);
  SearchTexts texts;
  const auto read_member = [&](const char* name, LocalizedText& into) {
    const JsonValue* member = json.find(name);
    if (!member) return;
    auto text = localized(spec, *member, name);
    ok = text && ok;
    if (text) into = std::move(*text);
  };
  read_member("title", texts.title);
  read_member("description", texts.description);
  read_member("keywords", texts.keywords);
  if (!ok) return std::nullopt;
  return texts;
}

}  // namespace onshelf
