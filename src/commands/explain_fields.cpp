#include "commands/explain_fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "commands/rule_words.h"
#include "text/display.h"

namespace onshelf {
namespace {

// The members of the record that speak of a field, each with its place.
std::vector<const JsonMember*> members_of(const FieldSpec& field, const CanonicalRecord& canonical) {
  std::vector<const JsonMember*> members;
  if (const auto core = canonical.core.find(field.key); core != canonical.core.end()) members.push_back(core->second);
  const auto given = canonical.fields.find(root_of(field.key));
  if (given == canonical.fields.end()) return members;
  const auto dot = field.key.find('.');
  if (given->second.whole) members.push_back(given->second.whole);
  for (const auto& [part, member] : given->second.parts)
    if (dot == std::string::npos || part == field.key.substr(dot + 1)) members.push_back(member);
  return members;
}

// Which locale fills which: "en, zh-CN own; ja, de from en". `values` in the order of the site's locales.
template <class T>
std::string filled(const Localized<T>& values, const Site& site, const Translations& translations) {
  std::vector<std::pair<Sentence, std::vector<std::string>>> groups;
  for (LocaleIndex i = 0; i < site.locales.size(); ++i) {
    const auto* chosen = pick(values, site.locales[i]);
    const Sentence how = !chosen ? Sentence("empty")
                         : chosen->first == i
                             ? Sentence("own")
                             : Sentence("from {locale}", {{"locale", site.language(chosen->first).tag}});
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& known) { return known.first == how; });
    if (group == groups.end()) group = groups.insert(groups.end(), {how, {}});
    group->second.push_back(site.locales[i].tag);
  }
  std::string line;
  for (const auto& [how, tags] : groups)
    line += fmt::format("{}{} {}", line.empty() ? "" : "; ", fmt::join(tags, ", "), how.in(translations));
  return line;
}

template <class T>
std::string line_for(const std::string& name, const Localized<T>& values, const Site& site,
                     const Translations& translations) {
  return values.empty() ? std::string{} : fmt::format("  {:<24} {}\n", name, filled(values, site, translations));
}

}  // namespace

std::string ExplainedFields::languages_of(const ListingField& field) const {
  const std::string& key = field.spec->key;
  if (const auto* text = std::get_if<LocalizedText>(&field.value)) return line_for(key, *text, site_, translations_);
  if (const auto* words = std::get_if<Localized<std::vector<std::string>>>(&field.value))
    return line_for(key, *words, site_, translations_);
  if (const auto* seo = std::get_if<SearchTexts>(&field.value))
    return line_for(key + ".title", seo->title, site_, translations_) +
           line_for(key + ".description", seo->description, site_, translations_) +
           line_for(key + ".keywords", seo->keywords, site_, translations_);
  if (const auto* pricing = std::get_if<PublicPricing>(&field.value))
    return line_for(key + ".text", pricing->text, site_, translations_);
  std::string lines;
  if (const auto* versions = std::get_if<std::vector<PublicVersion<RichText>>>(&field.value))
    for (const auto& version : *versions)
      lines += line_for(fmt::format("{} {}", key, version.number), version.notes, site_, translations_);
  return lines;
}

std::string ExplainedFields::languages() const {
  std::string lines;
  for (const ListingField& field : checked_.listing.fields)
    if (field.spec->display.is_public()) lines += languages_of(field);
  return lines;
}

std::string ExplainedFields::presence(const FieldSpec& field) const {
  const auto members = members_of(field, checked_.canonical);
  const auto given = checked_.canonical.fields.find(root_of(field.key));
  std::vector<std::string> places;
  for (const JsonMember* member : members) {
    const Place place = checked_.source.place(member->key_where);
    places.push_back(fmt::format("{}:{}", place.line, place.column));
  }
  if (given != checked_.canonical.fields.end())
    for (const TextFile* text : given->second.texts) places.push_back(printable(text->name));
  if (places.empty()) return said("absent");
  if (field.display.is_confidential()) return said("present, never shown");
  return said({"given at {places}", {{"places", fmt::format("{}", fmt::join(places, ", "))}}});
}

std::string ExplainedFields::shown(const FieldSpec& field) const {
  std::vector<std::string> places = places_shown(field.display);
  for (std::string& place : places) place = said(place);
  return fmt::format("{}", fmt::join(places, ", "));
}

// A rule may govern several fields; then only a finding within the field's own lines is about it.
bool ExplainedFields::is_about(const Finding& finding, const FieldSpec& field) const {
  if (!finding.about.field.empty()) return root_of(finding.about.field) == root_of(field.key);
  if (finding.rule != field.rule) return false;
  const auto& fields = checked_.listing.type->fields;
  const bool is_shared = std::any_of(fields.begin(), fields.end(), [&](const FieldSpec& other) {
    return other.rule == field.rule && root_of(other.key) != root_of(field.key);
  });
  if (!is_shared) return true;
  for (const JsonMember* member : members_of(field, checked_.canonical)) {
    const auto first = checked_.source.place(member->key_where).line;
    const auto last = checked_.source.place({member->value.where.end, member->value.where.end}).line;
    if (finding.where.file == record_.file && finding.where.line >= first && finding.where.line <= last) return true;
  }
  return finding.where.line == 0 && finding.message.english().find('"' + field.key + '"') != std::string::npos;
}

std::string ExplainedFields::findings_of(const FieldSpec& field) const {
  std::string lines;
  for (const Finding& finding : findings_.sorted()) {
    if (!is_about(finding, field)) continue;
    const Place& where = finding.where;
    const std::string at = where.line ? fmt::format("{}:{}: ", where.line, where.column) : std::string{};
    lines +=
        fmt::format("    {}{}: {} [{}]\n", at, said(finding.severity == FindingSeverity::error ? "error" : "warning"),
                    printable(said(finding.message)), finding.rule);
    if (!finding.hint.empty()) lines += fmt::format("      {}\n", printable(said(finding.hint)));
  }
  return lines;
}

bool ExplainedFields::is_told_in_all(const Finding& finding) const {
  const auto& fields = checked_.listing.type->fields;
  return std::any_of(fields.begin(), fields.end(), [&](const FieldSpec& field) {
    return field.key.find('.') == std::string::npos && is_about(finding, field);
  });
}

Findings ExplainedFields::about_none() const {
  Findings rest;
  for (const Finding& finding : findings_.all())
    if (!is_told_in_all(finding)) rest.add(finding);
  return rest;
}

std::string ExplainedFields::all() const {
  std::string lines;
  for (const FieldSpec& field : checked_.listing.type->fields) {
    lines += fmt::format("  {:<10} {:<26} {:<10} {:<9} {}; {}\n", field.rule, field.key, shape_name(field.shape),
                         is_demanded(field) ? said("required") : "", presence(field), shown(field));
    if (field.key.find('.') == std::string::npos) lines += findings_of(field);
  }
  return lines;
}

std::string ExplainedFields::one(const FieldSpec& field) const {
  const ProductType& type = *checked_.listing.type;
  std::string text = said({"{field} of {listing}", {{"field", field.key}, {"listing", checked_.listing.id}}}) + ": " +
                     presence(field) + '\n';
  const auto line = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += fmt::format("  {:<10} {}\n", said(name), value);
  };
  line("rule", fmt::format("{}: {}", field.rule, said(field.says)));
  line("source", source_in_words(type, field.source));
  line("shape", std::string(shape_name(field.shape)));
  line("limits", words_in(limits_in_words(field), translations_));
  constexpr std::size_t kMostInLimits = 12;  // limits_in_words() only counts more
  if (field.values.size() > kMostInLimits)
    for (const ChoiceValue& value : field.values) line("value", value_in_words(value));
  line("required", said(required_in_words(field)));
  line("shown", shown(field));
  line("names", fmt::format("{}", fmt::join(field.native, ", ")));
  for (const FieldSpec& other : type.fields)
    if (&other != &field && (other.key == field.key || other.key.starts_with(field.key + '.')))
      line("with", fmt::format("{} {}: {}", other.rule, other.key, said(other.says)));
  for (const FieldSpec& advice : type.advisory)
    if (advice.key == field.key) {
      const std::string limits = words_in(limits_in_words(advice), translations_);
      line("advice",
           fmt::format("{}: {}{}", advice.rule, said(advice.says), limits.empty() ? "" : " (" + limits + ")"));
    }
  for (const ListingField& value : checked_.listing.fields)
    if (value.spec->key == root_of(field.key) && value.spec->display.is_public()) {
      const std::string languages = languages_of(value);
      if (!languages.empty()) text += "  " + said("languages") + '\n' + languages;
    }
  const std::string findings = findings_of(field);
  text += "  " + said(findings.empty() ? "no findings" : "findings") + '\n' + findings;
  return text;
}

}  // namespace onshelf
