// Sitemaps: an index and parts of it, as finished files.
#pragma once

#include <functional>
#include <string>

#include "model/site.h"
#include "model/site_plan.h"

namespace onshelf {

// Called once for each finished file: its output path and bytes. One part is in memory at a time.
using TakeFile = std::function<void(const std::string& path, const std::string& bytes)>;

// Fewer than the protocol's 50,000 addresses and 50 MB, so that a change rewrites little and every reader copes: with
// alternates an address takes up to a kilobyte, and many tools still stop at 10 MB.
struct SitemapLimits {
  std::size_t most_urls = 5000;
  std::size_t most_bytes = 10'000'000;
};

// sitemap.xml and sitemaps/<locale>-<n>.xml. Listed are the pages that are their own canonical: home and list pages, and
// detail pages in the locales they are translated to; each with all its alternates, itself included. Throws
// std::runtime_error when a file cannot be read again with as many addresses as were written into it.
void write_sitemaps(const Site& site, const SitePlan& plan, const TakeFile& take, const SitemapLimits& limits = {});

}  // namespace onshelf
