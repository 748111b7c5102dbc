// Whose an address is: it belongs to a listing, not to a build, so it is read off the publication history.
#include "plan/addresses.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace onshelf {
namespace {

// Of the addresses that one listing left, those of the newest slugs stay its own. Without an end to them, a listing with
// a new slug in each build would reserve one more each time, until others find no address free.
constexpr std::size_t kMostFormerSlugs = 10;

constexpr std::string_view kProducts = "/products/";

// The slug that each listed listing keeps, or takes back from those it left; by id. No other listing can hinder it.
std::map<std::string_view, std::string_view> slugs_kept(const SlugOwners& owners,
                                                        const std::vector<Summary>& summaries) {
  std::map<std::string_view, std::string_view> kept;
  for (const Summary& summary : summaries) {
    if (summary.visibility != Visibility::listed) continue;
    const auto owner = owners.find(summary.slug);
    if (owner != owners.end() && owner->second == summary.id) kept.emplace(summary.id, summary.slug);
  }
  return kept;
}

}  // namespace

std::string former_path(std::string_view locale, std::string_view slug) {
  return std::string(locale).append(kProducts).append(slug) + '/';
}

std::string_view locale_of_path(std::string_view path) { return path.substr(0, path.find('/')); }

std::string_view slug_of_path(std::string_view path) {
  path.remove_prefix(locale_of_path(path).size());
  if (!path.starts_with(kProducts) || !path.ends_with('/')) return {};
  path.remove_prefix(kProducts.size());
  return path.substr(0, path.find('/'));
}

SlugOwners slug_owners(const PublishedListings& listings, const GoneAddresses& gone) {
  SlugOwners owners;
  for (const auto& [id, listing] : listings) owners.emplace(listing.slug, id);
  for (const auto& [path, address] : gone)
    if (!address.of.empty()) owners.emplace(slug_of_path(path), address.of);
  return owners;
}

GoneAddresses remembered_addresses(const History& history, const std::vector<Summary>& summaries) {
  const SlugOwners owners = slug_owners(history.listings, history.gone);
  const auto kept = slugs_kept(owners, summaries);
  const auto keeps = [&](std::string_view id, std::string_view slug) {
    const auto found = kept.find(id);
    return found != kept.end() && found->second == slug;
  };
  std::map<std::string_view, std::map<std::string_view, std::string_view>> left;  // by id and slug: since when
  for (const auto& [path, address] : history.gone) {
    const std::string_view slug = slug_of_path(path);
    if (slug.empty() || address.of.empty() || keeps(address.of, slug)) continue;
    std::string_view& since = left[address.of][slug];
    since = std::max<std::string_view>(since, address.since);
  }
  std::set<std::pair<std::string_view, std::string_view>> forgotten;  // id and slug
  for (const auto& [id, slugs] : left) {
    // The one it leaves in this build is the newest, whatever the clock says, and will need a place.
    const auto known = history.listings.find(std::string(id));
    const bool leaves_one = known != history.listings.end() && !keeps(id, known->second.slug);
    const std::size_t most = kMostFormerSlugs - (leaves_one ? 1 : 0);
    if (slugs.size() <= most) continue;
    std::vector<std::pair<std::string_view, std::string_view>> by_slug(slugs.begin(), slugs.end());
    std::stable_sort(by_slug.begin(), by_slug.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (std::size_t i = most; i < by_slug.size(); ++i) forgotten.emplace(id, by_slug[i].first);
  }
  GoneAddresses remembered;
  std::copy_if(history.gone.begin(), history.gone.end(), std::inserter(remembered, remembered.end()),
               [&](const auto& entry) {
                 return !forgotten.contains({entry.second.of, slug_of_path(entry.first)});
               });
  return remembered;
}

}  // namespace onshelf
