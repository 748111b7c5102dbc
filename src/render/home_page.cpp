#include <algorithm>
#include <map>

#include "render/head.h"
#include "render/page_text.h"
#include "render/pages.h"
#include "render/structured_data.h"

namespace onshelf {
namespace {

constexpr std::size_t kChosen = 12;
constexpr std::size_t kMostOfCategory = 2;
constexpr std::size_t kSellers = 12;

// The newest listings, but not too many of one category.
std::vector<std::uint32_t> choose_listings(const SitePlan& plan, LocaleIndex locale) {
  std::vector<std::uint32_t> newest;
  for (const ListingList& list : plan.lists)
    if (list.kind == ListKind::all && !list.order.empty()) newest = list.order[locale];
  std::sort(newest.begin(), newest.end(), [&](std::uint32_t a, std::uint32_t b) {
    const std::string &first_a = plan.freshness[a].first_published, &first_b = plan.freshness[b].first_published;
    return first_a != first_b ? first_a > first_b : plan.summaries[a].id < plan.summaries[b].id;
  });
  std::vector<std::uint32_t> chosen;
  std::map<std::string_view, std::size_t> taken;
  for (std::uint32_t index : newest) {
    if (chosen.size() == kChosen) return chosen;
    if (taken[plan.summaries[index].category]++ < kMostOfCategory) chosen.push_back(index);
  }
  for (std::uint32_t index : newest) {
    if (chosen.size() == kChosen) break;
    if (std::find(chosen.begin(), chosen.end(), index) == chosen.end()) chosen.push_back(index);
  }
  return chosen;
}

}  // namespace

std::string render_home(LocaleIndex locale, const Parts& parts) {
  const LocaleParts& own = parts.locales[locale];
  PageData data;
  View& view = data.root();
  PageHead head;
  head.locale = locale;
  head.title =
      own.description.empty() ? own.name : own.name + " \u2013 " + parts.words.cut(locale, own.description, 70);
  head.description = own.description;
  head.url_path = [&](LocaleIndex l) { return parts.urls.home(l); };
  head.x_default = parts.urls.language_choice();
  set_head(view, head, parts);

  std::size_t count = 0;
  for (const ListingList& list : parts.plan.lists)
    if (list.kind == ListKind::all) count = list.order[locale].size();
  view.keep("COUNT", parts.words.message(locale, "page.count_products", {{"count", count}}));
  if (const auto chosen = choose_listings(parts.plan, locale); !chosen.empty()) {
    View& block = view.add("CHOSEN");
    for (std::uint32_t index : chosen) add_card(block, parts, index, locale, false);
  }
  add_browse_links(view, parts, locale, kSellers);
  return parts.templates.expand("home", locale, data);
}

}  // namespace onshelf
