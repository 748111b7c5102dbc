#include <algorithm>

#include "render/render.h"

namespace onshelf {
namespace {

constexpr std::size_t kMost = 4;
constexpr std::uint32_t kNowhere = 0xffffffff;

const ListingList* find_list(const SitePlan& plan, ListKind kind, const std::string& id) {
  // Lists stand by kind, then by id; a site has few categories.
  for (const ListingList& list : plan.lists)
    if (list.kind == kind && list.id == id) return &list;
  return nullptr;
}

}  // namespace

Related::Related(const Site& site, const SitePlan& plan)
    : plan_(plan),
      locale_(site.default_locale),
      place_(plan.summaries.size(), kNowhere),
      subplace_(plan.summaries.size(), kNowhere) {
  for (const ListingList& list : plan.lists) {
    if (list.kind != ListKind::category && list.kind != ListKind::subcategory) continue;
    auto& places = list.kind == ListKind::category ? place_ : subplace_;
    const auto& order = list.order[locale_];
    for (std::uint32_t i = 0; i < order.size(); ++i) places[order[i]] = i;
  }
}

std::vector<std::uint32_t> Related::of(std::uint32_t summary_index, LocaleIndex locale) const {
  const Summary& self = plan_.summaries[summary_index];
  std::vector<std::uint32_t> chosen;
  const auto take_from = [&](const ListingList* list, std::uint32_t place) {
    if (!list) return;
    const auto& order = list->order[locale_];
    const std::size_t start = place == kNowhere ? 0 : place + 1;
    // A product on many platforms could fill the whole look ahead; it ends somewhere.
    const std::size_t look_ahead = std::min<std::size_t>(order.size(), 64);
    for (std::size_t i = 0; i < look_ahead && chosen.size() < kMost; ++i) {
      const std::uint32_t other = order[(start + i) % order.size()];
      const Summary& summary = plan_.summaries[other];
      // Products are a seller's own: nobody else's name for one crowds it out.
      const auto is_same_product = [&](const Summary& one) {
        return !one.product.empty() && one.product == summary.product && one.seller == summary.seller;
      };
      if (other == summary_index || is_same_product(self) || !summary.has_page(locale)) continue;
      const auto is_same = [&](std::uint32_t taken) {
        return taken == other || is_same_product(plan_.summaries[taken]);
      };
      if (std::none_of(chosen.begin(), chosen.end(), is_same)) chosen.push_back(other);
    }
  };
  if (self.category.empty()) return chosen;
  if (!self.subcategory.empty())
    take_from(find_list(plan_, ListKind::subcategory, self.category + '/' + self.subcategory),
              subplace_[summary_index]);
  take_from(find_list(plan_, ListKind::category, self.category), place_[summary_index]);
  return chosen;
}

std::vector<std::uint32_t> shown_beside(const Site& site, const SitePlan& plan, const Related& related,
                                        std::uint32_t summary_index) {
  std::vector<std::uint32_t> beside;
  const Summary& summary = plan.summaries[summary_index];
  if (!summary.product.empty())
    if (const auto product = plan.products.find(summary.seller + '/' + summary.product); product != plan.products.end())
      beside = product->second;
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale)
    for (const std::uint32_t other : related.of(summary_index, locale)) beside.push_back(other);
  return beside;
}

}  // namespace onshelf
