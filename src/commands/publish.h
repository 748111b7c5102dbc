// The second half of the arrow: from a plan to the files of public/.
#pragma once

#include <cstddef>

#include "commands/spool.h"
#include "findings/finding.h"
#include "model/history.h"
#include "model/site.h"
#include "model/site_plan.h"
#include "write/publisher.h"

namespace onshelf {

struct PublishCounts {
  std::size_t pages = 0;    // HTML files of the site now
  std::size_t files = 0;    // all files of the site now
  std::size_t written = 0;  // files that are new or changed
  std::size_t unchanged = 0;
  std::size_t removed = 0;
  std::uint64_t bytes = 0;  // of all files
};

// Media and pages first, lists next, sitemaps and the rest after them, removals last. The publisher must be open and locked.
PublishCounts publish_site(const Site& site, const SitePlan& plan, const SpoolReader& spool, unsigned jobs,
                           Publisher& out, Findings& findings);

}  // namespace onshelf
