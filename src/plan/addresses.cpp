// Whose an address is: it belongs to a listing, not to a build, so it is read off the publication history.
#include "plan/addresses.h"

namespace onshelf {
namespace {

constexpr std::string_view kProducts = "/products/";

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

SlugOwners slug_owners(const History& history) {
  SlugOwners owners;
  for (const auto& [id, listing] : history.listings) owners.emplace(listing.slug, id);
  for (const auto& [path, address] : history.gone)
    if (!address.of.empty()) owners.emplace(slug_of_path(path), address.of);
  return owners;
}

}  // namespace onshelf
