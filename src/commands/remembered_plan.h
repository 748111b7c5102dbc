// What a build remembers of its plan, so that the next one need not look at what both have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/site.h"
#include "model/site_plan.h"
#include "render/search_index.h"
#include "text/content_hash.h"

namespace onshelf {

struct RememberedPlan {
  ContentHash search;  // of all that the files of search show
  std::vector<SearchPart> search_parts;
  // Of all that any output shows, but for what follows. Not known: something did not become as it was planned.
  ContentHash shape;
  // Beside SitePlan::summaries: what only a listing's own pages, and sitemaps, show of it.
  std::vector<ContentHash> listings;
};

// `program` stands for all that makes outputs. What another program kept is not remembered, nor what is in no bytes.
std::string to_bytes(const RememberedPlan& plan, const ContentHash& program);
RememberedPlan remembered_plan(std::string_view bytes, const ContentHash& program);

// `program` as above, `settings` for what else they are made of besides the plan.
ContentHash search_hash(const Site& site, const SitePlan& plan, const ContentHash& program);
ContentHash shape_hash(const SitePlan& plan, const ContentHash& program, const ContentHash& settings);
ContentHash listing_hash(const SitePlan& plan, std::size_t index);
std::vector<ContentHash> listing_hashes(const SitePlan& plan);

// Whose pages are to be looked at: listings that were remembered otherwise, and those that cannot be told from what they were.
std::vector<std::uint32_t> changed_listings(const SitePlan& plan, const RememberedPlan& last,
                                            const RememberedPlan& next);

}  // namespace onshelf
