// Every output path of a build and what fills it. Made by plan; read by render and write.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/history.h"
#include "model/list_kind.h"
#include "model/public_listing.h"
#include "model/site.h"
#include "model/summary.h"

namespace onshelf {

// What a list is called in a locale, where no setting says it: as most of its listings write it.
struct ListLabel {
  std::string text;
  LocaleIndex language = 0;
};

// One list of listings. The same in every locale but for its order, which follows the locale's collation, and for listings that have
// no page in it. That of a shown facet has the listings whose page in the locale shows the value.
struct ListingList {
  ListKind kind = ListKind::all;
  // Category, platform or seller id; "<category>/<subcategory>"; of a facet the last part of its address; empty for all.
  std::string id;
  std::vector<std::vector<std::uint32_t>> order;  // by LocaleIndex: into SitePlan::summaries, listed ones only
  std::vector<std::uint32_t> pages = {};          // by LocaleIndex; 0: it has none, for the list would be empty
  std::vector<ListLabel> labels = {};             // by LocaleIndex; empty: the settings name it
  // The same listings in other orders, each by LocaleIndex.
  std::vector<std::pair<ListSort, std::vector<std::vector<std::uint32_t>>>> sorted = {};

  const std::vector<std::uint32_t>& in(LocaleIndex locale, ListSort sort = ListSort::name) const {
    for (const auto& [other, orders] : sorted)
      if (other == sort) return orders[locale];
    return order[locale];
  }
  bool has_page(LocaleIndex locale) const { return pages[locale] > 0; }
};

// Pages that so many listings take: at least 1.
constexpr std::uint32_t page_count(std::size_t listings, std::uint32_t page_size) {
  const auto pages = static_cast<std::uint32_t>((listings + page_size - 1) / page_size);
  return pages > 1 ? pages : 1;
}

struct ListPage {
  std::uint32_t list = 0;  // into SitePlan::lists
  LocaleIndex locale = 0;
  std::uint32_t page = 1;  // from 1
  ListSort sort = ListSort::name;
};

enum class IndexKind : std::uint8_t { products, sellers };

// The names under one letter of an index.
struct IndexLetter {
  std::string label;                 // "A"; empty: what is in no script that has letters here
  std::string slug;                  // in addresses
  std::uint32_t begin = 0, end = 0;  // into NameIndex::targets
  std::vector<std::uint32_t> pages;  // where each of its pages begins; none when all letters are on one page
};

// All names of a kind by their letters, in a locale.
struct NameIndex {
  IndexKind kind = IndexKind::products;
  LocaleIndex locale = 0;
  std::vector<std::uint32_t> targets;  // into SitePlan::summaries, or into SitePlan::lists for sellers
  std::vector<IndexLetter> letters;    // those with names
  bool is_one_page = true;
};

struct IndexPage {
  static constexpr std::uint32_t kFirst = 0xffffffff;  // the page with all letters
  std::uint32_t index = 0;                             // into SitePlan::indexes
  std::uint32_t letter = kFirst;                       // into its letters
  std::uint32_t page = 1;                              // from 1
};

// What a page about this place last changed, as an ISO 8601 UTC time; from the publication history.
struct Freshness {
  std::string first_published;
  std::string last_changed;
};

struct SitePlan {
  std::vector<Summary> summaries;     // public listings, by id
  std::vector<Freshness> freshness;   // beside summaries
  std::vector<PublicSeller> sellers;  // those of any public listing, by id; only those with a list have a page
  std::vector<ListingList> lists;     // by kind, in the order of ListKind; all is the first
  std::vector<ListPage> list_pages;
  std::vector<NameIndex> indexes;  // when the site wants them: of products in each locale, then of sellers
  std::vector<IndexPage> index_pages;
  std::map<std::string, std::vector<std::uint32_t>>
      products;                   // listed listings by "<seller>/<shared product>", two or more each
  std::vector<std::string> gone;  // URL paths that were public and are no longer: a 410 each
  std::vector<std::pair<std::string, std::string>>
      moved;                   // URL paths that were public, and where they are now: a 301 each
  std::string now;             // time of this build, ISO 8601 UTC
  History after;               // the publication history once this is published
  std::string stylesheet;      // output path of the theme's style.css
  std::string search_script;   // and of its search.js; empty: the theme has none
  std::string compare_script;  // and of its compare.js; empty: it has none, or the site does without
  std::string copy_script;     // and of its copy.js; empty: it has none
  std::vector<std::pair<std::string, std::size_t>> assets;  // output path and index into Site::theme_files
};

}  // namespace onshelf
