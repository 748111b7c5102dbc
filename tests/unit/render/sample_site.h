// A small hand-made site with its plan, for tests of pages. Templates, theme and messages are the real ones.
#pragma once

#include <string>
#include <vector>

#include "model/public_listing.h"
#include "model/site.h"
#include "model/site_plan.h"

namespace onshelf::test {

inline constexpr LocaleIndex kEnglish = 0, kChinese = 1, kJapanese = 2, kGerman = 3, kArabic = 4;

struct Sample {
  Site site;
  SitePlan plan;
  std::vector<PreparedListing> listings;  // beside plan.summaries

  // Adds a listing with its card; plan() must follow the last.
  PreparedListing& add(const std::string& id, const LocalizedText& name);
  // Chooses card texts and makes the lists. Listings may be changed until then.
  void make_plan();
};

Site make_site();
Sample make_sample();  // two sellers, three categories, no listing yet

CleanHtml clean(const std::string& html);  // trusted as it is
PublicFact fact(const std::string& key, const std::string& value, FactKind kind = FactKind::text);

std::size_t count_of(const std::string& text, const std::string& part);

}  // namespace onshelf::test
