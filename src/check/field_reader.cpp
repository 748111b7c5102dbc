#include "check/field_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "check/limit_case.h"
#include "check/required.h"
#include "check/rule_facts.h"
#include "check/unquotable.h"
#include "findings/did_you_mean.h"
#include "text/web_address.h"

namespace onshelf {

std::string name_of(const FieldSpec& spec, std::string_view member) {
  return member.empty() ? spec.key : fmt::format("{}.{}", spec.key, member);
}

std::optional<FieldValue> FieldReader::read(const FieldSpec& spec, const GivenField& given) {
  const JsonValue* json = given.whole ? &given.whole->value : nullptr;
  const auto lift = [](auto value) { return value ? std::optional<FieldValue>(std::move(*value)) : std::nullopt; };
  if (spec.shape == Shape::hidden) return Present{};
  if (spec.shape == Shape::text) return lift(long_text(spec, given));
  if (spec.shape == Shape::versions) return lift(versions(spec, given));
  if (spec.shape == Shape::system) return lift(system(spec, given));
  if (!json) {
    const JsonMember& part = *given.parts.begin()->second;
    return wrong(spec, part.value,
                 {"\"{member}\" cannot stand alone for \"{field}\"", {{"member", part.key}, {"field", spec.key}}},
                 {"give \"{field}\" as docs/record-format.md shows", {{"field", spec.key}}});
  }
  if (!few_enough(spec, *json)) return std::nullopt;
  switch (spec.shape) {
    case Shape::line:
      return lift(localized(spec, *json));
    case Shape::words:
      return lift(words(spec, *json));
    case Shape::plain:
    case Shape::url:
    case Shape::email:
    case Shape::phone:
      return lift(plain(spec, *json));
    case Shape::choice:
    case Shape::choices:
      return lift(choices(spec, *json));
    case Shape::picture:
      return lift(file(spec, *json));
    case Shape::files:
      return lift(files(spec, *json));
    case Shape::links:
      return lift(links(spec, *json));
    case Shape::pricing:
      return lift(pricing(spec, *json));
    case Shape::parameters:
      return lift(parameters(spec, *json));
    case Shape::seo:
      return lift(seo(spec, *json));
    default:
      return Present{};
  }
}

std::nullopt_t FieldReader::wrong(const FieldSpec& spec, const JsonValue& json, Sentence message, Sentence hint) {
  ByteRange where = json.where;
  if (json.is_array() || json.is_object()) {
    // Who knows what a seller put in there, also where the form is right: its place is told, its contents are not.
    checked_.source.hide({where.begin + 1, where.end});
    where.end = where.begin + 1;
  }
  findings_.add({FindingSeverity::error, spec.rule, checked_.source.place(where), record_.id, std::move(message),
                 std::move(hint), facts_of(spec, *checked_.listing.type)});
  return std::nullopt;
}

bool FieldReader::known_members(const FieldSpec& spec, const JsonValue& object, const Form& form) {
  bool all_known = true;
  for (const JsonMember& member : object.members) {
    const auto is_it = [&](const MemberForm& one) { return one.name == member.key; };
    if (std::any_of(form.members.begin(), form.members.end(), is_it)) continue;
    std::vector<std::string> known;
    for (const MemberForm& one : form.members) known.emplace_back(one.name);
    const std::string near = nearest(member.key, known);
    findings_.add(
        {FindingSeverity::error,
         spec.rule,
         checked_.source.place(member.key_where),
         record_.id,
         {"\"{member}\" is no member of \"{field}\"", {{"member", sayable(member.key)}, {"field", spec.key}}},
         did_you_mean(near, {"one of: {choices}", {{"choices", fmt::format("{}", fmt::join(known, ", "))}}})});
    all_known = false;
  }
  return all_known;
}

bool FieldReader::few_enough(const FieldSpec& spec, const JsonValue& list) {
  if (list.items.size() <= kMostItems) return true;
  wrong(spec, list,
        {"\"{field}\" has {count} items", {{"field", spec.key}, {"count", std::to_string(list.items.size())}}},
        {"at most {most} are published of any list", {{"most", std::to_string(kMostItems)}}});
  return false;
}

std::nullopt_t FieldReader::empty(const FieldSpec& spec, const JsonValue& json, std::string_view member) {
  const bool can_go = member.empty() && !is_required(spec, *checked_.listing.type, checked_.canonical);
  return wrong(
      spec, json, {"\"{field}\" is empty", {{"field", name_of(spec, member)}}},
      can_go ? "leave the member out when there is nothing to say" : "write something between the quotation marks");
}

std::optional<std::string> FieldReader::plain(const FieldSpec& spec, const JsonValue& json, std::string_view member) {
  if (!json.is_string())
    return wrong(spec, json, {"\"{field}\" is no text", {{"field", name_of(spec, member)}}},
                 "write it in quotation marks");
  std::string text = one_line(spec, json);
  if (text.empty()) return empty(spec, json, member);
  if (spec.shape == Shape::url && !is_web_address(text)) return not_an_address(spec, json);
  return text;
}

std::nullopt_t FieldReader::not_an_address(const FieldSpec& spec, const JsonValue& json) {
  return wrong(spec, json, {"\"{field}\" is no web address", {{"field", spec.key}}},
               "an address starts with https:// or http:// and has no user name in it");
}

std::optional<std::vector<const ChoiceValue*>> FieldReader::choices(const FieldSpec& spec, const JsonValue& json) {
  std::vector<const JsonValue*> given;
  if (json.is_array() && spec.shape == Shape::choices)
    for (const JsonValue& item : json.items) given.push_back(&item);
  else
    given.push_back(&json);
  const auto known_words = [&] {
    std::vector<std::string> known;
    for (const ChoiceValue& value : spec.values) {
      known.push_back(value.token);
      known.insert(known.end(), value.native.begin(), value.native.end());
    }
    return known;
  };
  std::vector<const ChoiceValue*> chosen;
  bool ok = true;
  for (const JsonValue* item : given) {
    bool found = false;
    // One native name may stand for several values: a place with two regions.
    for (const ChoiceValue& value : spec.values) {
      const bool same =
          item->is_string() && (value.token == item->text ||
                                std::find(value.native.begin(), value.native.end(), item->text) != value.native.end());
      if (!same) continue;
      found = true;
      if (std::find(chosen.begin(), chosen.end(), &value) == chosen.end()) chosen.push_back(&value);
    }
    if (found) continue;
    ok = false;
    const std::string near = item->is_string() ? nearest(item->text, known_words()) : std::string{};
    const bool is_empty = item->is_string() && trimmed(item->text).empty();
    wrong(spec, *item, {is_empty ? "\"{field}\" is empty" : "unknown value of \"{field}\"", {{"field", spec.key}}},
          did_you_mean(near, one_of_values(spec)));
  }
  if (!ok) return std::nullopt;
  return chosen;
}

// A few are told at once. Of many, "onshelf explain" has the list.
Sentence FieldReader::one_of_values(const FieldSpec& spec) const {
  constexpr std::size_t kFew = 12;
  if (spec.values.size() > kFew)
    return {"one of {count} values; \"onshelf explain {listing} {field}\" lists them",
            {{"count", std::to_string(spec.values.size())}, {"listing", record_.id}, {"field", spec.key}}};
  std::vector<std::string> tokens;
  for (const ChoiceValue& value : spec.values) tokens.push_back(value.token);
  return {"one of: {choices}", {{"choices", fmt::format("{}", fmt::join(tokens, ", "))}}};
}

std::optional<FileName> FieldReader::file(const FieldSpec& spec, const JsonValue& json) {
  if (!json.is_string())
    return wrong(spec, json, {"\"{field}\" is no file name", {{"field", spec.key}}},
                 "name a file of the listing's folder");
  if (std::binary_search(record_.files.begin(), record_.files.end(), json.text)) return FileName{json.text};
  if (trimmed(json.text).empty())
    return wrong(spec, json, {"\"{field}\" is empty", {{"field", spec.key}}}, "name a file of the listing's folder");
  // A misspelt name must not find out that of a file which nobody may see.
  std::vector<std::string> files;
  for (const FileName& file : checked_.listing.showable_files) files.push_back(file.name);
  const std::string near = nearest(json.text, files);
  return wrong(spec, json, {"there is no such file in {folder}/", {{"folder", record_.folder}}},
               did_you_mean(near, "put the file beside the record; links and folders do not count"));
}

std::optional<std::vector<FileName>> FieldReader::files(const FieldSpec& spec, const JsonValue& json) {
  std::vector<FileName> names;
  bool ok = true;
  const auto add = [&](const JsonValue& item) {
    if (auto name = file(spec, item))
      names.push_back(std::move(*name));
    else
      ok = false;
  };
  if (json.is_array())
    for (const JsonValue& item : json.items) add(item);
  else
    add(json);
  if (!ok) return std::nullopt;
  return names;
}

}  // namespace onshelf
