// What only shows when all files were read: pages against pages, sitemaps against pages, and who leads where.
#pragma once

#include <vector>

#include "audit/site_view.h"

namespace onshelf::audit {

// One entry for each file of the site, in its order.
using AllNotes = std::vector<FileNotes>;
using AllFaults = std::vector<Faults>;

void check_pages(const SiteView& site, const AllNotes& notes, AllFaults& faults);
void check_sitemaps(const SiteView& site, const AllNotes& notes, AllFaults& faults);
void check_usage(const SiteView& site, const AllNotes& notes, AllFaults& faults);

}  // namespace onshelf::audit
