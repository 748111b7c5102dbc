// The steps of plan_site, in the order it takes them. For plan/ only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "findings/finding.h"
#include "model/history.h"
#include "model/public_listing.h"
#include "model/site.h"
#include "model/site_plan.h"
#include "words/words.h"

namespace onshelf {

// By id, without those whose address another listing has. An address that was public belongs to the listing that had it last,
// also while that one is away (broken, expired, under review) or has another address by now. One that nobody had is for the
// listing whose id it is, else for the first by id. One that is published already and asks for the address of another keeps
// its own: its slug is that one.
std::vector<Summary> without_collisions(std::vector<Summary> summaries, const History& history, Findings& findings);

// Warnings about slugs that nobody had and that are the ids of `waiting`, sorted: records that are not public.
void review_reserved(const std::vector<Summary>& summaries, const std::vector<std::string>& waiting,
                     const History& history, Findings& findings);

// Warnings about names that mix scripts or look like a name of another seller or of another seller's listing.
void review_names(const std::vector<Summary>& summaries, const std::vector<PublicSeller>& sellers, Findings& findings);

// Fills in has_page and original of each card, and takes `translated` from those that say too little.
void decide_pages(const Site& site, std::vector<Summary>& summaries);

std::vector<ListingList> plan_lists(const Site& site, const std::vector<Summary>& summaries);

// Those of what listings show, by kind and id, from every locale's order of all that is listed.
std::vector<ListingList> plan_facets(const Site& site, const std::vector<Summary>& summaries,
                                     const std::vector<std::vector<std::uint32_t>>& order);
// Lets each summary know the lists of its facets, and forget the facets.
void file_under_facets(const std::vector<ListingList>& lists, std::vector<Summary>& summaries);

// Puts the lists of many listings, all and categories, into the site's other orders.
void sort_lists(const Site& site, const std::vector<Freshness>& freshness, std::vector<ListingList>& lists);
std::vector<ListPage> plan_list_pages(const Site& site, const std::vector<ListingList>& lists);
std::map<std::string, std::vector<std::uint32_t>> shared_products(const std::vector<Summary>& summaries);
std::vector<PublicSeller> listed_sellers(std::vector<PublicSeller> sellers, const std::vector<Summary>& summaries);

// Fills in indexes and index_pages. After lists and sellers.
void plan_name_indexes(const Site& site, const Words& words, SitePlan& plan);

// Of one listing, at `time`.
Freshness freshness_of(const Summary& summary, const History& history, const std::string& time);
std::string fingerprint_of(const Summary& summary);
// Fills in freshness, gone and moved.
void plan_freshness(const Site& site, const History& history, SitePlan& plan);

}  // namespace onshelf
