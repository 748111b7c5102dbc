#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

#include "model/facets.h"
#include "plan/coverage.h"
#include "plan/plan.h"
#include "text/content_hash.h"
#include "text/intern_table.h"
#include "text/search_words.h"

namespace onshelf {
namespace {

// The smallest icon that is at least this large, else the largest.
std::uint16_t icon_for(const std::vector<PublicIcon>& icons, std::uint16_t side) {
  std::uint16_t best = 0;
  for (const PublicIcon& icon : icons) {
    if (icon.for_platform) continue;
    best = icon.width;
    if (icon.width >= side) break;
  }
  return best;
}

// A page is worth announcing in a locale when its name, summary or main text is in that locale's own words.
bool is_translated(const PreparedListing& listing, const Locale& locale, LocaleIndex index) {
  if (has_own(listing.name, locale, index) || has_own(listing.summary, locale, index)) return true;
  return std::any_of(listing.sections.begin(), listing.sections.end(), [&](const auto& section) {
    return section.key == "details" && has_own(section.body, locale, index);
  });
}

// Facts that buyers look for by name.
bool is_searched(const PublicFact& fact) { return fact.key == "software" || fact.key == "operating_system"; }

// Each word of some texts once.
class DistinctWords {
 public:
  void add(std::string_view text) {
    forms_.push_back(to_search_form(text));
    for (const std::string_view word : cut_into_words(forms_.back())) {
      if (words_.size() == kMostSearchWords) return;
      const auto is_it = [&](std::uint32_t number) { return words_[number] == word; };
      if (numbers_.intern(content_hash(word).low, is_it) != words_.size()) continue;
      words_.push_back(word);
      if (!all_.empty() && all_.back() != '\n') all_ += ' ';
      all_ += word;
    }
  }
  void end_line() { all_ += '\n'; }
  std::string take() { return std::move(all_); }

 private:
  InternTable numbers_{256};
  std::deque<std::string> forms_;
  std::vector<std::string_view> words_;  // in forms_
  std::string all_;
};

// The language of the tags that a page shows, and of its regions.
void set_word_languages(const PreparedListing& listing, const Locale& locale, CardText& card) {
  if (const auto* tags = pick_or_first(listing.tags, locale)) card.tags_language = tags->first;
  for (const PublicFact& fact : listing.facts)
    if (facet_of(fact.key) == ListKind::region)
      if (const auto* words = pick_or_first(fact.words, locale)) card.regions_language = words->first;
}

constexpr std::uint16_t kCardIconSide = 64;  // CSS pixels

}  // namespace

Summary summarize(const PreparedListing& listing, const Site& site, const Facets& facets, const Words& words) {
  Summary summary;
  summary.id = listing.id;
  summary.slug = listing.slug;
  summary.seller = listing.seller;
  summary.product = listing.product;
  summary.category = listing.category;
  summary.subcategory = listing.subcategory;
  summary.type = static_cast<std::uint16_t>(site.find_type(listing.type) - site.types.data());
  summary.visibility = listing.visibility;
  summary.card_icon = icon_for(listing.icons, kCardIconSide);
  summary.card_icon_2x = icon_for(listing.icons, kCardIconSide * 2);
  const Coverage coverage = coverage_of(listing, site);
  for (LocaleIndex i = 0; i < site.locales.size(); ++i) {
    CardText card;
    if (const auto* name = pick(listing.name, site.locales[i])) {
      card.name = name->second;
      card.name_language = name->first;
      card.collation_key = words.collation_key(i, card.name);
    }
    if (const auto* text = pick(listing.summary, site.locales[i])) {
      card.summary = text->second;
      card.summary_language = text->first;
    }
    if (listing.pricing) card.price = words.card_price(*listing.pricing, i);
    card.translated = is_translated(listing, site.locales[i], i);
    card.own_texts = static_cast<std::uint8_t>(percent_of(coverage.own[i].texts, coverage.wanted.texts));
    set_word_languages(listing, site.locales[i], card);
    summary.cards.push_back(std::move(card));
  }
  summary.facets = facets.marks(listing);
  std::vector<std::string> names;
  for (const CardText& card : summary.cards) names.push_back(card.name);
  summary.looks = looks_of(std::move(names));
  return summary;
}

std::string words_for_search(const PreparedListing& listing, const Locale& locale) {
  DistinctWords words;
  if (const auto* name = pick(listing.name, locale)) words.add(name->second);
  words.end_line();
  if (const auto* tags = pick(listing.tags, locale))
    for (const std::string& tag : tags->second) words.add(tag);
  for (const PublicFact& fact : listing.facts) {
    if (!is_searched(fact)) continue;
    for (const PublicValue& value : fact.values) {
      words.add(value.plain);
      if (const auto* label = pick_or_first(value.label, locale)) words.add(label->second);
    }
    if (const auto* some = pick_or_first(fact.words, locale))
      for (const std::string& word : some->second) words.add(word);
  }
  if (const auto* summary = pick(listing.summary, locale)) words.add(summary->second);
  return words.take();
}

}  // namespace onshelf
