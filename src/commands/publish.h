// The second half of the arrow: from a plan to the files of public/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "commands/site_session.h"
#include "findings/finding.h"
#include "model/site.h"
#include "model/site_plan.h"
#include "render/search_index.h"
#include "render/sitemap_xml.h"
#include "store/record_cache.h"
#include "write/publisher.h"

namespace onshelf {

struct PublishCounts {
  std::size_t pages = 0;     // HTML files of the site now
  std::size_t files = 0;     // all files of the site now
  std::size_t rendered = 0;  // files that were made, to be written or to be found the same
  std::size_t written = 0;   // files that are new or changed
  std::size_t unchanged = 0;
  std::size_t removed = 0;
  std::uint64_t bytes = 0;  // of all files
};

// All that is to be looked at when the rest is known to stand.
struct Amendment {
  std::vector<std::uint32_t> listings;  // into SitePlan::summaries: their pages and media
  std::vector<std::size_t> sitemaps;    // the last of them is the index
  KeptOutputs kept;
};

struct PublishOptions {
  unsigned jobs = 1;
  ContentHash program;
  std::function<void(std::size_t done, std::size_t total)> progress = {};  // by listings and list pages; may be empty
  bool explain = false;                                                    // say why files were made
  std::optional<Amendment> amendment = std::nullopt;                       // nothing: the whole site
};

// What publishing says of the outputs it made.
struct PublishReport {
  PublishCounts counts;
  std::vector<std::string> reasons;  // "en/index.html: ...", why each was made anew; sorted; when asked for
  std::size_t new_files = 0;         // not among those; when asked for
  bool is_complete = true;           // no file of somebody else's stood in the way
};

// Stands for what the site wants of each text file besides itself. 0: nothing.
std::uint64_t packing_mark(const Site& site);

// Media and pages first, lists next, then the index of search, sitemaps and the rest, removals last. Only what does not stand as an
// earlier build left it is made. The publisher must be open, locked, and told of all paths. Throws DamagedPack.
PublishReport publish_site(const SiteSession& session, const SitePlan& plan, const SearchIndex& search,
                           const Sitemaps& sitemaps, const RecordCache& cache, const PublishOptions& options,
                           Publisher& out, Findings& findings);

}  // namespace onshelf
