// What a PreviewSite holds; for its own sources only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/check.h"
#include "commands/preview_review.h"
#include "commands/preview_site.h"
#include "model/history.h"
#include "model/site_plan.h"
#include "render/render.h"
#include "render/search_index.h"
#include "render/sitemap_xml.h"
#include "store/record_cache.h"
#include "words/words.h"

namespace onshelf {

// What is at an address.
struct PreviewTarget {
  enum class Kind : std::uint8_t { detail, list, index, home, search, compare, choice, not_found, asset, media };
  Kind kind;
  LocaleIndex locale = 0;
  std::uint32_t index = 0;  // of a summary, a list page, an index page, a theme file
};

// The site with its listings, or one of them, taken for something else than it works with.
struct PreviewSite::Aside {
  SeenAs as;
  std::string id;             // of the one that is unlisted; empty: as is published
  std::uint64_t version = 0;  // of the site that it was made of
  ProposedListing unlisted;   // that one
  SitePlan plan;
  std::unique_ptr<PageRenderer> pages;

  const Summary* find(const std::string& listing) const {
    for (const Summary& summary : plan.summaries)
      if (summary.id == listing) return &summary;
    return nullptr;
  }
};

// Stands until the site or the day changes.
struct PreviewSite::Reviewed {
  std::string id;
  SeenAs as;
  std::uint64_t version;
  std::string today;
  Review review;
};

// One state of the site and all that is made of it. What refers to another member stands below it.
struct PreviewSite::Served {
  explicit Served(SiteSession opened) : session(std::move(opened)), words(*session.words) {}

  const Site& site() const { return session.site; }
  std::unique_ptr<PageRenderer> renderer_of(const SitePlan& of) const {
    return std::make_unique<PageRenderer>(site(), of, session.words, session.templates);
  }
  CheckBook book() const { return {site(), is_part ? seller_ids : sellers.sound_ids(), sellers.refused}; }
  bool has_sound_seller(const std::string& id) const {
    return std::any_of(sellers.sound.begin(), sellers.sound.end(), [&](const auto& seller) { return seller.id == id; });
  }
  const Summary* shown(const std::string& id) const {
    if (const auto proposal = proposals.find(id); proposal != proposals.end())
      return proposal->second.summary ? &*proposal->second.summary : nullptr;
    const auto found = published.find(id);
    return found == published.end() ? nullptr : &found->second;
  }
  std::string made(const Summary& summary) const {
    const auto proposal = proposals.find(summary.id);
    if (proposal != proposals.end()) return proposal->second.made;
    const auto made = published_made.find(summary.id);
    return made != published_made.end() ? made->second : cache->read(summary.prepared);
  }
  std::string search_words(const Summary& summary, LocaleIndex locale) const {
    const auto proposal = proposals.find(summary.id);
    if (proposal == proposals.end()) return cache->read(summary.search_words_in(locale));
    const SearchWordsPlace& place = summary.search_words.at(locale);
    return proposal->second.made.substr(place.begin, place.size);
  }

  SiteSession session;
  std::string day;                     // "2026-11-20"
  ContentHash rules;                   // catalog_rules(), and the day
  const Words& words;                  // of the session
  std::unique_ptr<RecordCache> cache;  // null: it is a part
  HashSecret secret{};                 // what Summary::shown is made with
  Sellers sellers;
  Findings of_sellers;  // and of the folders of records
  History history;
  std::vector<std::string> ids;                       // of all records, sorted
  std::map<std::string, Summary> published;           // as a build would publish them
  std::map<std::string, std::string> published_made;  // PreparedBytes of those of them that are not in the cache
  std::set<std::string> unread;                       // ids that changed since that was found out
  std::map<std::string, Proposal> proposals;
  std::size_t broken = 0;
  bool is_part = false;                 // all is still being read: of what it has not yet nothing is known
  std::vector<std::string> seller_ids;  // of a part: all there are
  std::set<std::string> known;          // of a part: ids that were read; each is a proposal, whatever became of it
  std::set<std::string> sellers_known;  // of a part
  std::string first;                    // of a part: id of the listing that begin() chose
  Findings together;                    // of listings that are in each other's way
  SitePlan plan;
  std::unique_ptr<PageRenderer> pages;
  std::unordered_map<std::string, PreviewTarget> outputs;  // by path
  std::unique_ptr<SearchIndex> search;                     // when somebody searched
  std::unique_ptr<Sitemaps> sitemaps;                      // when somebody asked
  std::unique_ptr<Aside> aside;                            // the last that somebody asked for
};

}  // namespace onshelf
