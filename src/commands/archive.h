// The values that travel between processes and through packs, as bytes. Both ends are this program: the form is cereal's
// and may change with every build of it.
#pragma once

#include <algorithm>
#include <cereal/archives/binary.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <istream>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

#include "findings/finding.h"
#include "model/pack_place.h"
#include "model/public_listing.h"
#include "model/summary.h"
#include "plan/coverage.h"
#include "text/content_hash.h"

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
// its words in each locale, one after the other. They are the end of it, where SearchWordsPlace finds them.
struct PreparedBytes {
  std::string listing;
  std::vector<std::pair<std::string, std::string>> media;
  std::string search_words;
};
template <class A>
void serialize(A& a, PreparedBytes& v) {
  a(v.listing, v.media, v.search_words);
}

// Bytes that are written, and nothing else of a stream: cereal writes values of a few bytes each.
class ByteSink : std::streambuf {
 public:
  explicit ByteSink(std::size_t expected = 0) : stream_(this) { bytes_.reserve(expected); }
  std::ostream& stream() { return stream_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::streamsize xsputn(const char* bytes, std::streamsize size) override {
    bytes_.append(bytes, static_cast<std::size_t>(size));
    return size;
  }
  int_type overflow(int_type c) override {
    if (c != traits_type::eof()) bytes_.push_back(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }

  std::string bytes_;
  std::ostream stream_;
};

template <class T>
std::string to_bytes(const T& value) {
  constexpr std::size_t kMostExpected = 64 * 1024;
  static thread_local std::size_t expected = 0;  // values of a kind are about as long
  ByteSink sink(expected);
  cereal::BinaryOutputArchive archive(sink.stream());
  archive(value);
  std::string bytes = sink.take();
  expected = std::min(bytes.size() + bytes.size() / 8, kMostExpected);
  return bytes;
}

// Bytes to be read where they are; they outlive it.
class ByteView : std::streambuf {
 public:
  explicit ByteView(std::string_view bytes) : stream_(this) {
    char* begin = const_cast<char*>(bytes.data());  // only ever read
    setg(begin, begin, begin + bytes.size());
  }
  std::istream& stream() { return stream_; }

 private:
  std::istream stream_;
};

// Throws cereal::Exception when the bytes end early.
template <class T>
T from_bytes(std::string_view bytes) {
  ByteView view(bytes);
  cereal::BinaryInputArchive archive(view.stream());
  T value;
  archive(value);
  return value;
}

}  // namespace onshelf
