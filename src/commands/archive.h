// The values that travel between processes and through packs, for to_bytes() and from_bytes().
#pragma once

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <string>
#include <string_view>

#include "findings/finding.h"
#include "model/pack_place.h"
#include "model/public_listing.h"
#include "model/summary.h"
#include "plan/coverage.h"
#include "store/pack.h"
#include "text/content_hash.h"
#include "workers/bytes_archive.h"

namespace onshelf {

template <class A>
void serialize(A& a, Place& v) {
  a(v.file, v.line, v.column, v.excerpt, v.caret, v.width);
}
template <class A>
void serialize(A& a, RuleFacts& v) {
  a(v.field, v.limit, v.measured, v.says, v.source, v.url, v.advisory);
}
template <class A>
void serialize(A& a, Finding& v) {
  a(v.severity, v.rule, v.where, v.listing, v.message, v.hint, v.about);
}

template <class A>
void serialize(A& a, PublicValue& v) {
  a(v.plain, v.label);
}
template <class A>
void serialize(A& a, PublicFact& v) {
  a(v.key, v.label, v.kind, v.values, v.words);
}
template <class A>
void serialize(A& a, PublicSeller& v) {
  a(v.id, v.name, v.summary, v.contacts);
}
template <class A, class B>
void serialize(A& a, PublicSection<B>& v) {
  a(v.key, v.label, v.body);
}
template <class A, class B>
void serialize(A& a, PublicVersion<B>& v) {
  a(v.number, v.date, v.notes);
}
template <class A>
void serialize(A& a, Price& v) {
  a(v.per, v.amount);
}
template <class A>
void serialize(A& a, PriceTier& v) {
  a(v.from_vcpus, v.to_vcpus, v.prices);
}
template <class A>
void serialize(A& a, PublicPricing& v) {
  a(v.model, v.currency, v.prices, v.tiers, v.text);
}
template <class A>
void serialize(A& a, PublicLink& v) {
  a(v.name, v.url);
}
template <class A>
void serialize(A& a, PublicDownload& v) {
  a(v.key, v.file_name, v.path, v.bytes);
}
template <class A>
void serialize(A& a, PublicIcon& v) {
  a(v.name, v.width, v.height, v.for_platform);
}
template <class A>
void serialize(A& a, PublicFacts& v) {
  a(v.id, v.slug, v.type, v.platform, v.seller, v.product, v.category, v.subcategory, v.visibility, v.name, v.summary,
    v.seo_title, v.seo_description, v.seo_keywords, v.tags, v.pricing, v.facts, v.resources, v.outgoing_url,
    v.downloads, v.icons);
}
template <class A>
void serialize(A& a, PreparedListing& v) {
  serialize(a, static_cast<PublicFacts&>(v));
  a(v.sections, v.versions);
  // At the end, so that what pages show can be told from it: unseen_bytes().
  a(v.has_plain_tags);
  for (PublicFact& fact : v.facts) a(fact.is_plain_list);
}
// Of a listing's bytes, those at the end that no page shows.
inline std::size_t unseen_bytes(const PreparedListing& v) { return (1 + v.facts.size()) * sizeof(bool); }

template <class A>
void serialize(A& a, ContentHash& v) {
  a(v.low, v.high);
}
template <class A>
void serialize(A& a, PackPlace& v) {
  a(v.pack, v.offset, v.size, v.check);
}
template <class A>
void serialize(A& a, CardText& v) {
  a(v.name, v.summary, v.price, v.name_language, v.summary_language, v.translated, v.own_texts, v.collation_key,
    v.tags_language, v.regions_language);
}
template <class A>
void serialize(A& a, TextCount& v) {
  a(v.names, v.summaries, v.details, v.texts);
}
template <class A>
void serialize(A& a, Coverage& v) {
  a(v.wanted, v.own);
}
template <class A>
void serialize(A& a, NameLooks& v) {
  a(v.keys, v.mixes_scripts);
}
template <class A>
void serialize(A& a, FacetMark& v) {
  a(v.kind, v.language, v.is_shown_always, v.slug, v.label);
}
template <class A>
void serialize(A& a, SearchWordsPlace& v) {
  a(v.begin, v.size, v.check);
}
template <class A>
void serialize(A& a, Summary& v) {
  a(v.id, v.slug, v.seller, v.product, v.category, v.subcategory, v.type, v.visibility, v.token, v.card_icon,
    v.card_icon_2x, v.cards, v.looks, v.facets, v.media, v.fingerprint_low, v.fingerprint_high, v.source, v.shown,
    v.prepared, v.search_words);
}

// What waits in a pack for a listing's pages: a PreparedListing as bytes, and its media by their names; and for the index of search
// its words in each locale, one after the other. They are the end of it, where SearchWordsPlace finds them. Catalogs write it
// piece by piece.
template <class Text>
struct Prepared {
  Text listing;
  std::vector<std::pair<Text, Text>> media;
  Text search_words;
};
using PreparedBytes = Prepared<std::string>;
using PreparedView = Prepared<std::string_view>;  // to be read where the bytes lie
template <class Text>
void load(BytesInput& a, Prepared<Text>& v) {
  a(v.listing, v.media, v.search_words);
}

// from_bytes() of what a cache gave, in whose index somebody may have put one thing in the place of another. Throws DamagedPack.
template <class T>
T from_cached(std::string_view bytes) {
  try {
    return from_bytes<T>(bytes);
  } catch (const cereal::Exception&) {
    throw DamagedPack{};
  }
}

}  // namespace onshelf
