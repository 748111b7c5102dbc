// What stays in memory of each public listing: what a card, a sort key or a sitemap line needs. Bodies wait in packs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/list_kind.h"
#include "model/localized.h"
#include "model/pack_place.h"
#include "model/public_listing.h"
#include "text/content_hash.h"

namespace onshelf {

// What one locale's card and list order need. Texts are already chosen by fallback.
struct CardText {
  std::string name;
  std::string summary;
  std::string price;              // "Free", "from CN¥99.00 a month"; formatted for the locale
  LocaleIndex name_language = 0;  // what they really are written in
  LocaleIndex summary_language = 0;
  bool translated = false;  // the locale has a name, a summary or details of its own: the page is worth an hreflang
  bool has_page = true;     // false: the site wants none of a listing that says so little in this language
  std::uint8_t own_texts = 100;  // percent of the listing's texts
  LocaleIndex original = 0;      // when it is not translated: whose page it is a copy of; by the plan
  std::string collation_key;     // of the name, in the locale's order; bytes compare
  LocaleIndex tags_language = 0, regions_language = 0;  // of those of its words that its page shows
};

// Where, in a listing's entry of a pack, those words are that search finds it by in a locale.
struct SearchWordsPlace {
  std::uint32_t begin = 0, size = 0;  // within that entry
  std::uint64_t check = 0;
};

// What a listing's names look like, to be compared with those of others.
struct NameLooks {
  std::vector<std::uint64_t> keys;  // hashes of text/look_alike.h's, of each name once
  bool mixes_scripts = false;       // one of them does, within a word
  friend bool operator==(const NameLooks&, const NameLooks&) = default;
};

// A value that a listing shows and that may have a list: a tag, a region. See model/facets.h.
struct FacetMark {
  ListKind kind = ListKind::tag;
  LocaleIndex language = 0;      // of the words it stands among, which only some locales show
  bool is_shown_always = false;  // it stands among none
  std::string slug;
  std::string label;  // as the listing writes it; empty: a platform file or a message names it
  friend bool operator==(const FacetMark&, const FacetMark&) = default;
};

struct Summary {
  std::string id;
  std::string slug;
  std::string seller;
  std::string product;
  std::string category;
  std::string subcategory;
  std::uint16_t type = 0;  // into Site::types
  Visibility visibility = Visibility::listed;
  std::string token;            // unlisted only: last part of its URLs
  std::uint16_t card_icon = 0;  // side of the icon a card shows at 1x; 0: no icon
  std::uint16_t card_icon_2x = 0;
  std::vector<CardText> cards;  // by LocaleIndex
  NameLooks looks;
  std::vector<FacetMark> facets;                            // until the lists are planned
  std::vector<std::uint32_t> facet_lists;                   // then those of them that there are, into SitePlan::lists
  std::vector<std::string> media;                           // output files of this listing below its media folder
  std::uint64_t fingerprint_low = 0, fingerprint_high = 0;  // of everything visible on its pages
  ContentHash source;  // of the record's bytes and all they were judged by; not known: it is read in each build
  ContentHash shown;   // of all that other pages than its own, and search, show of it; under a secret
  PackPlace prepared;  // the listing, its media and its words for search, as bytes
  std::vector<SearchWordsPlace> search_words;  // by LocaleIndex; of a listed one

  bool has_page(LocaleIndex locale) const { return locale >= cards.size() || cards[locale].has_page; }
  PackPlace search_words_in(LocaleIndex locale) const {
    const SearchWordsPlace& words = search_words.at(locale);
    return {prepared.pack, prepared.offset + words.begin, words.size, words.check};
  }
};

}  // namespace onshelf
