// Which lists there are, what is in them, and how many pages they take.
#include <algorithm>
#include <set>

#include "plan/stages.h"

namespace onshelf {
namespace {

using Indices = std::vector<std::uint32_t>;

// A key's first bytes as a number, for they decide most comparisons and lie side by side.
std::uint64_t beginning_of(std::string_view key) {
  std::uint64_t beginning = 0;
  for (std::size_t i = 0; i < sizeof beginning; ++i)
    beginning = beginning << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
  return beginning;
}

void sort_by_name(const std::vector<Summary>& summaries, LocaleIndex locale, Indices& order) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed;
  keyed.reserve(order.size());
  for (const std::uint32_t index : order)
    keyed.emplace_back(beginning_of(summaries[index].cards[locale].collation_key), index);
  std::sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const Summary &one = summaries[a.second], &other = summaries[b.second];
    const int names = one.cards[locale].collation_key.compare(other.cards[locale].collation_key);
    return names != 0 ? names < 0 : one.id < other.id;
  });
  std::transform(keyed.begin(), keyed.end(), order.begin(), [](const auto& entry) { return entry.second; });
}

// Every listed listing that has a page in it, in each locale's own order of names. Equal names go by id, so that the order is total.
std::vector<Indices> orders(const Site& site, const std::vector<Summary>& summaries) {
  Indices listed;
  for (std::uint32_t i = 0; i < summaries.size(); ++i)
    if (summaries[i].visibility == Visibility::listed) listed.push_back(i);
  std::vector<Indices> all(site.locales.size(), listed);
  for (LocaleIndex locale = 0; locale < all.size(); ++locale) {
    std::erase_if(all[locale], [&](std::uint32_t index) { return !summaries[index].has_page(locale); });
    sort_by_name(summaries, locale, all[locale]);
  }
  return all;
}

// The lists of one kind: groups by a key, keeping each locale's order. One pass over the catalog a locale, however many groups.
template <class Key>
void add_groups(ListKind kind, const std::vector<std::string>& ids, const std::vector<Indices>& order, Key key,
                std::vector<ListingList>& lists) {
  std::map<std::string, std::size_t> place;
  const std::size_t first = lists.size();
  for (const std::string& id : ids) {
    place.emplace(id, lists.size());
    lists.push_back({kind, id, std::vector<Indices>(order.size()), {}});
  }
  for (std::size_t locale = 0; locale < order.size(); ++locale)
    for (std::uint32_t index : order[locale])
      if (const auto found = place.find(key(index)); found != place.end())
        lists[found->second].order[locale].push_back(index);
  // An empty list has no page, so that nothing links to nothing.
  lists.erase(std::remove_if(lists.begin() + static_cast<std::ptrdiff_t>(first), lists.end(),
                             [](const ListingList& list) {
                               return std::all_of(list.order.begin(), list.order.end(),
                                                  [](const Indices& indices) { return indices.empty(); });
                             }),
              lists.end());
}

}  // namespace

std::vector<ListingList> plan_lists(const Site& site, const std::vector<Summary>& summaries) {
  const std::vector<Indices> order = orders(site, summaries);
  std::vector<ListingList> lists;
  lists.push_back({ListKind::all, {}, order, {}});

  std::vector<std::string> categories, subcategories;
  for (const Category& category : site.categories) {
    categories.push_back(category.id);
    for (const Category& inner : category.subcategories) subcategories.push_back(category.id + '/' + inner.id);
  }
  std::set<std::string> platforms, sellers;
  for (const Summary& summary : summaries) {
    platforms.insert(site.types[summary.type].platform);
    sellers.insert(summary.seller);
  }
  if (site.facets.has(ListKind::category)) {
    add_groups(
        ListKind::category, categories, order, [&](std::uint32_t i) { return summaries[i].category; }, lists);
    add_groups(
        ListKind::subcategory, subcategories, order,
        [&](std::uint32_t i) { return summaries[i].category + '/' + summaries[i].subcategory; }, lists);
  }
  if (site.facets.has(ListKind::platform))
    add_groups(
        ListKind::platform, {platforms.begin(), platforms.end()}, order,
        [&](std::uint32_t i) { return site.types[summaries[i].type].platform; }, lists);
  if (site.facets.has(ListKind::seller))
    add_groups(
        ListKind::seller, {sellers.begin(), sellers.end()}, order, [&](std::uint32_t i) { return summaries[i].seller; },
        lists);
  for (ListingList& list : plan_facets(site, summaries, order)) lists.push_back(std::move(list));
  for (ListingList& list : lists)
    for (const Indices& listings : list.order)
      list.pages.push_back(list.kind == ListKind::all || !listings.empty() ? page_count(listings.size(), site.page_size)
                                                                           : 0);
  return lists;
}

void sort_lists(const Site& site, const std::vector<Freshness>& freshness, std::vector<ListingList>& lists) {
  for (ListingList& list : lists) {
    if (list.kind != ListKind::all && list.kind != ListKind::category && list.kind != ListKind::subcategory) continue;
    if (list.order.front().size() < 2) continue;
    for (const ListSort sort : site.sorts) {
      auto& orders = list.sorted.emplace_back(sort, list.order).second;
      const auto time = [&](std::uint32_t index) -> const std::string& {
        return sort == ListSort::newest ? freshness[index].first_published : freshness[index].last_changed;
      };
      // What is of one time stays in the order of names.
      for (Indices& order : orders)
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return time(a) > time(b); });
    }
  }
}

std::vector<ListPage> plan_list_pages(const Site& site, const std::vector<ListingList>& lists) {
  std::vector<ListPage> pages;
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale)
    for (std::uint32_t list = 0; list < lists.size(); ++list) {
      const std::uint32_t count = lists[list].pages[locale];
      for (std::uint32_t page = 1; page <= count; ++page) pages.push_back({list, locale, page});
      for (const auto& [sort, orders] : lists[list].sorted)
        for (std::uint32_t page = 1; page <= count; ++page) pages.push_back({list, locale, page, sort});
    }
  return pages;
}

std::map<std::string, std::vector<std::uint32_t>> shared_products(const std::vector<Summary>& summaries) {
  std::map<std::string, std::vector<std::uint32_t>> products;
  for (std::uint32_t i = 0; i < summaries.size(); ++i)
    if (summaries[i].visibility == Visibility::listed && !summaries[i].product.empty())
      products[summaries[i].seller + '/' + summaries[i].product].push_back(i);
  std::erase_if(products, [](const auto& product) { return product.second.size() < 2; });
  return products;
}

std::vector<PublicSeller> listed_sellers(std::vector<PublicSeller> sellers, const std::vector<Summary>& summaries) {
  std::set<std::string_view> needed;
  for (const Summary& summary : summaries) needed.insert(summary.seller);  // unlisted pages show a contact panel too
  std::erase_if(sellers, [&](const PublicSeller& seller) { return !needed.contains(seller.id); });
  std::sort(sellers.begin(), sellers.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return sellers;
}

}  // namespace onshelf
