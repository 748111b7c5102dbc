#include "model/facets.h"

#include <algorithm>

#include "text/slug.h"

namespace onshelf {
namespace {

// Longer ones are sentences, and a listing with more is after something else: neither makes lists.
constexpr std::size_t kLongestValue = 80;  // bytes
constexpr std::size_t kMostValues = 50;    // of one field in one language

}  // namespace

std::string_view billing_slug(PriceModel model) {
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
      return "other";
  }
  return {};
}

std::string billing_message(std::string_view slug) {
  std::string key = "billing.";
  for (const char c : slug) key += c == '-' ? '_' : c;
  return key;
}

ListKind facet_of(std::string_view fact_key) {
  if (fact_key == "operating_system") return ListKind::system;
  if (fact_key == "regions") return ListKind::region;
  return ListKind::all;
}

std::string_view system_name(std::string_view system) {
  for (std::size_t i = 1; i < system.size(); ++i)
    if (system[i - 1] == ' ' && system[i] >= '0' && system[i] <= '9') return system.substr(0, i - 1);
  return system;
}

Facets::Facets(const Site& site) : site_(site), default_locale_(site.locales[site.default_locale]) {
  std::vector<const ChoiceValue*> regions, systems;
  for (const ProductType& type : site.types)
    for (const FieldSpec& field : type.fields) {
      const ListKind kind = type.is_seller ? ListKind::all : facet_of(field.key);
      if (kind == ListKind::all) continue;
      for (const ChoiceValue& value : field.values)
        if (!value.label.empty()) (kind == ListKind::region ? regions : systems).push_back(&value);
    }
  regions_ = learn(regions);
  systems_ = learn(systems);
}

Facets::Vocabulary Facets::learn(const std::vector<const ChoiceValue*>& values) const {
  Vocabulary vocabulary;
  std::map<std::pair<LocaleIndex, std::string>, std::string>
      labels;                      // slug of a label in a language -> slug of its value
  std::vector<std::string> slugs;  // beside `values`
  for (const ChoiceValue* value : values) {
    std::string slug = slug_of_text(pick_or_first(value->label, default_locale_)->second);
    // What is called the same in one language is the same, though platforms call it otherwise in another.
    for (const auto& [locale, label] : value->label)
      if (const auto known = labels.find({locale, slug_of_text(label)}); known != labels.end()) {
        slug = known->second;
        break;
      }
    vocabulary.names.emplace(slug, value->label);
    for (const auto& [locale, label] : value->label) labels.emplace(std::pair{locale, slug_of_text(label)}, slug);
    slugs.push_back(std::move(slug));
  }
  // Not before all names are known: another name of one value may be the name of another.
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto add = [&](std::string_view other) {
      std::string known_by = slug_of_text(other);
      if (!vocabulary.names.contains(known_by)) vocabulary.other_names.emplace(std::move(known_by), slugs[i]);
    };
    for (const auto& [locale, label] : values[i]->label) add(label);
    for (const std::string& native : values[i]->native) add(native);
    add(values[i]->token);
  }
  return vocabulary;
}

std::string Facets::slug_of_word(ListKind kind, std::string_view word) const {
  if (kind == ListKind::system) word = system_name(word);
  if (word.size() > kLongestValue) return {};
  std::string slug = slug_of_text(word);
  if (kind == ListKind::tag) return slug;
  const auto& others = vocabulary(kind).other_names;
  const auto known = others.find(slug);
  return known == others.end() ? slug : known->second;
}

std::string Facets::slug_of(const PublicFact& fact, const PublicValue& value) const {
  const ListKind kind = facet_of(fact.key);
  if (kind == ListKind::all || !site_.facets.has(kind)) return {};
  if (!value.plain.empty()) return slug_of_word(kind, value.plain);
  const auto* label = pick_or_first(value.label, default_locale_);
  return label ? slug_of_word(kind, label->second) : std::string();
}

const LocalizedText* Facets::name_of(ListKind kind, std::string_view slug) const {
  if (kind != ListKind::region && kind != ListKind::system) return nullptr;
  const auto& names = vocabulary(kind).names;
  const auto found = names.find(slug);
  return found == names.end() ? nullptr : &found->second;
}

std::vector<FacetMark> Facets::marks(const PublicFacts& listing) const {
  std::vector<FacetMark> marks;
  const auto add = [&](FacetMark mark) {
    if (mark.slug.empty() || name_of(mark.kind, mark.slug)) mark.label.clear();
    const bool is_known = std::any_of(marks.begin(), marks.end(), [&](const FacetMark& other) {
      return other.kind == mark.kind && other.slug == mark.slug && other.is_shown_always == mark.is_shown_always &&
             other.language == mark.language;
    });
    if (!mark.slug.empty() && !is_known) marks.push_back(std::move(mark));
  };
  const auto add_words = [&](ListKind kind, const Localized<std::vector<std::string>>& lists) {
    for (const auto& [language, words] : lists)
      for (std::size_t i = 0; i < std::min(words.size(), kMostValues); ++i)
        add({kind, language, false, slug_of_word(kind, words[i]), words[i]});
  };
  if (listing.pricing && site_.facets.has(ListKind::billing))
    add({ListKind::billing, 0, true, std::string(billing_slug(listing.pricing->model)), {}});
  for (const PublicFact& fact : listing.facts) {
    const ListKind kind = facet_of(fact.key);
    if (kind == ListKind::all || !site_.facets.has(kind)) continue;
    for (std::size_t i = 0; i < std::min(fact.values.size(), kMostValues); ++i) {
      const PublicValue& value = fact.values[i];
      const auto* label = pick_or_first(value.label, default_locale_);
      std::string_view shown = value.plain.empty() && label ? std::string_view(label->second) : value.plain;
      if (kind == ListKind::system) shown = system_name(shown);
      add({kind, 0, true, slug_of(fact, value), std::string(shown)});
    }
    if (kind == ListKind::region) add_words(kind, fact.words);
  }
  if (site_.facets.has(ListKind::tag)) add_words(ListKind::tag, listing.tags);
  return marks;
}

}  // namespace onshelf
