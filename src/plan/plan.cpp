#include "plan/plan.h"

#include <algorithm>

#include "model/urls.h"
#include "plan/stages.h"

namespace onshelf {
std::size_t review_together(std::vector<Summary> summaries, const std::vector<std::string>& waiting,
                            const std::vector<PublicSeller>& sellers, const History& history, Findings& findings) {
  const std::size_t asked = summaries.size();
  const std::vector<Summary> granted = without_collisions(std::move(summaries), history, findings);
  review_reserved(granted, waiting, history, findings);
  review_names(granted, sellers, findings);
  return asked - granted.size();
}

SitePlan plan_site(const Site& site, PlanInput input, const History& history, Findings& findings) {
  SitePlan plan;
  plan.now = std::move(input.now);
  plan.summaries = without_collisions(std::move(input.summaries), history, findings);
  review_names(plan.summaries, input.sellers, findings);
  decide_pages(site, plan.summaries);
  plan.lists = plan_lists(site, plan.summaries);
  file_under_facets(plan.lists, plan.summaries);
  plan.products = shared_products(plan.summaries);
  plan.sellers = listed_sellers(std::move(input.sellers), plan.summaries);
  if (site.name_index && input.words) plan_name_indexes(site, *input.words, plan);
  plan_freshness(site, history, plan);
  sort_lists(site, plan.freshness, plan.lists);
  plan.list_pages = plan_list_pages(site, plan.lists);
  plan_assets(site, plan);
  // Names have been sorted by; their keys are half of a card's memory.
  for (Summary& summary : plan.summaries) {
    for (CardText& card : summary.cards) card.collation_key = std::string{};
    summary.looks = {};
  }
  return plan;
}

std::optional<std::uint32_t> place_of(const SitePlan& plan, std::string_view id) {
  const auto found =
      std::lower_bound(plan.summaries.begin(), plan.summaries.end(), id,
                       [](const Summary& one, std::string_view wanted) { return std::string_view(one.id) < wanted; });
  if (found == plan.summaries.end() || found->id != id) return std::nullopt;
  return static_cast<std::uint32_t>(found - plan.summaries.begin());
}

void plan_assets(const Site& site, SitePlan& plan) {
  const Urls urls(site);
  plan.assets.clear();
  plan.stylesheet = plan.search_script = plan.compare_script = plan.copy_script = {};
  for (std::size_t i = 0; i < site.theme_files.size(); ++i) {
    if (site.theme_files[i].name == "compare.js" && !site.compare) continue;
    plan.assets.emplace_back(urls.asset(site.theme_files[i]), i);
    if (site.theme_files[i].name == "style.css") plan.stylesheet = plan.assets.back().first;
    if (site.theme_files[i].name == "search.js") plan.search_script = plan.assets.back().first;
    if (site.theme_files[i].name == "compare.js") plan.compare_script = plan.assets.back().first;
    if (site.theme_files[i].name == "copy.js") plan.copy_script = plan.assets.back().first;
  }
}

std::vector<std::string> output_paths(const Site& site, const SitePlan& plan) {
  const Urls urls(site);
  std::vector<std::string> paths = {"index.html", "404.html", "robots.txt", "_headers", "_redirects"};
  for (const auto& [path, unused] : plan.assets) paths.push_back(path);
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale) {
    paths.push_back(Urls::output_file(urls.home(locale)));
    paths.push_back(Urls::output_file(urls.search(locale)));
    if (!plan.compare_script.empty()) paths.push_back(Urls::output_file(urls.compare(locale)));
  }
  for (const ListPage& page : plan.list_pages)
    paths.push_back(Urls::output_file(urls.list(plan.lists[page.list], page.page, page.locale, page.sort)));
  for (const IndexPage& page : plan.index_pages) paths.push_back(Urls::output_file(urls.index(plan, page)));
  for (const Summary& summary : plan.summaries) add_output_paths(urls, summary, paths);
  return paths;
}

void add_output_paths(const Urls& urls, const Summary& summary, std::vector<std::string>& paths) {
  for (LocaleIndex locale = 0; locale < summary.cards.size(); ++locale)
    if (summary.has_page(locale)) paths.push_back(Urls::output_file(urls.detail(summary, locale)));
  for (const std::string& name : summary.media) paths.push_back(urls.media(summary, name));
}

}  // namespace onshelf
