// Sitemaps, feeds and pictures in SVG: read by libxml2, which fetches nothing and knows no DTD.
#pragma once

#include <string_view>

#include "audit/site_view.h"

namespace onshelf::audit {

constexpr std::size_t kMostSitemapUrls = 50'000;
constexpr std::size_t kLargestSitemap = 52'428'800;
constexpr std::size_t kLongestLoc = 2'048;  // the first length that is too long

// What the root element says it is decides how it is read.
void read_xml(const SiteView& site, FileIndex file, std::string_view bytes, Faults& faults, FileNotes& notes);

// A date as sitemaps write it: 2026, 2026-11, 2026-11-20, 2026-11-20T08:00Z, 2026-11-20T08:00:00.5+08:00.
bool is_w3c_date(std::string_view text);

}  // namespace onshelf::audit
