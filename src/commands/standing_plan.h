// A plan as it stands from one build to the next. Where records changed in nothing but what their own pages show, it is taken up again
// instead of being made of all summaries, so that a build after an edit costs what the edit is worth.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/catalog.h"
#include "model/site.h"
#include "model/site_plan.h"
#include "store/record_cache.h"
#include "text/content_hash.h"

namespace onshelf {

// What a plan was made of, and what was said on the way to it.
struct PlanOrigin {
  ContentHash rules;                 // program and settings. Not known: this plan is not to be taken up again
  ContentHash catalog;               // which records there are, and all of the sellers
  ContentHash history;               // of the publication history's file as this plan leaves it
  std::vector<ContentHash> records;  // beside CatalogScan::ids
  std::vector<ContentHash> said;     // beside them, of their findings
  std::vector<Finding> findings;     // of the catalog and the plan
  std::vector<std::string> notes;
  std::size_t withheld = 0, refused = 0;
};

ContentHash catalog_hash(const CatalogScan& scan);
// Not known where a record cannot be told from what it may become.
std::vector<ContentHash> record_hashes(const CatalogScan& scan);

std::string standing_bytes(const PlanOrigin& origin, const SitePlan& plan);

struct StandingPlan {
  // Summaries are whole of listings that changed, and of those that their pages show. Of the others there is what addresses, orders and
  // sitemaps want: no texts.
  SitePlan plan;
  std::vector<std::uint32_t> changed;  // into SitePlan::summaries
  std::string history;                 // the bytes of its file from now on
  PlanOrigin origin;
};

// What standing_bytes() said, with the listings that changed since. `history`: the bytes of its file as it lies there. Nothing: something
// else changed, or more of a listing than its own pages and its line in sitemaps show. Throws DamagedPack.
std::optional<StandingPlan> take_up_plan(const Site& site, const CatalogScan& scan, const RecordCache& cache,
                                         const ContentHash& rules, std::string_view standing, std::string_view history,
                                         const std::string& now);

}  // namespace onshelf
