// plan
// In:    summaries of public listings, their sellers, the site's settings and the publication history.
// Out:   SitePlan: every output path and what fills it.
// Never: reads a file, formats HTML, looks at the clock, sees a record.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings/finding.h"
#include "model/facets.h"
#include "model/history.h"
#include "model/public_listing.h"
#include "model/site.h"
#include "model/site_plan.h"
#include "model/urls.h"
#include "words/words.h"

namespace onshelf {

// What of a prepared listing stays in memory. `token`, `media`, the hashes and places are the caller's to fill in.
Summary summarize(const PreparedListing& listing, const Site& site, const Facets& facets, const Words& words);
// What search finds it by in a locale, in the form that render/search_index.h asks for.
std::string words_for_search(const PreparedListing& listing, const Locale& locale);

// `names` in any language; each is looked at once.
NameLooks looks_of(std::vector<std::string> names);

// What plan_site() would say of these summaries: whose address another one has, and which name looks like another's. Of each
// only id, seller, slug, visibility and looks are asked for. `waiting`, which a build must not know: ids of
// records that are not public, sorted; who asks for an address that one of them may want is warned. Returns how many would be left out.
std::size_t review_together(std::vector<Summary> summaries, const std::vector<std::string>& waiting,
                            const std::vector<PublicSeller>& sellers, const History& history, Findings& findings);

struct PlanInput {
  std::vector<Summary> summaries;     // in any order
  std::vector<PublicSeller> sellers;  // in any order; more than needed
  std::string now;                    // ISO 8601 UTC, to the second
  const Words* words = nullptr;       // for a site with indexes of names
};

// Findings name listings that were left out, or stay where they were, because another one has their address.
SitePlan plan_site(const Site& site, PlanInput input, const History& history, Findings& findings);

// Where in SitePlan::summaries a listing is. Nothing: it is not public.
std::optional<std::uint32_t> place_of(const SitePlan& plan, std::string_view id);

// The collation key of a planned listing's name in a locale, as it was given to plan_site().
using NameKeyOf = std::function<std::string_view(const Summary& planned, LocaleIndex locale)>;

// One listing of a plan as it is now, `before` and `now` as given to plan_site(). The plan is then what plan_site() would make at `time`, but for
// findings: review_together() has them, which depend on names. False, and nothing is done: other pages would be planned, too.
bool replace_in_plan(const Site& site, const History& history, const Summary& before, const Summary& now,
                     const NameKeyOf& key_of, const std::string& time, SitePlan& plan);

// The theme's files anew, in a plan of a site of which nothing but templates, theme and messages changed.
void plan_assets(const Site& site, SitePlan& plan);

// A listing as the history has it.
PublishedListing history_entry(const Site& site, const Summary& summary, const Freshness& freshness);
// The history after this plan is published.
History next_history(const Site& site, const SitePlan& plan, const History& before);

// Every output file of the plan, in no order, but for sitemaps and the index of search, whose number render knows.
std::vector<std::string> output_paths(const Site& site, const SitePlan& plan);
// Those of one listing, added to `paths`.
void add_output_paths(const Urls& urls, const Summary& summary, std::vector<std::string>& paths);

}  // namespace onshelf
