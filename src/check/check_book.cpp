#include <algorithm>

#include "check/check.h"

namespace onshelf {
namespace {

// Between a category and a part of it. No name of a file of JSON has one, and platforms' own do have a slash: "CI/CD".
constexpr char kInside = '\0';

}  // namespace

CheckBook::CheckBook(const Site& site, std::vector<std::string> sellers, std::vector<std::string> refused_sellers)
    : site_(site), refused_sellers_(std::move(refused_sellers)), sellers_(std::move(sellers)) {
  std::sort(refused_sellers_.begin(), refused_sellers_.end());
  std::sort(sellers_.begin(), sellers_.end());
  for (const ProductType& type : site.types) vocabularies_.emplace_back(type);
  const auto add = [&](const std::string& prefix, const Category& category) {
    categories_.emplace(prefix + category.id, category.id);
    for (const std::string& alias : category.aliases) categories_.emplace(prefix + alias, category.id);
  };
  for (const Category& category : site.categories) {
    add("", category);
    for (const Category& inner : category.subcategories) add(category.id + kInside, inner);
  }
}

const Vocabulary& CheckBook::vocabulary(const ProductType& type) const {
  return vocabularies_[static_cast<std::size_t>(&type - site_.types.data())];
}

bool CheckBook::has_seller(std::string_view id) const {
  return std::binary_search(sellers_.begin(), sellers_.end(), id);
}

bool CheckBook::is_refused_seller(std::string_view id) const {
  return std::binary_search(refused_sellers_.begin(), refused_sellers_.end(), id);
}

std::string CheckBook::category(std::string_view name) const {
  const auto found = categories_.find(name);
  return found == categories_.end() ? std::string{} : found->second;
}

std::string CheckBook::subcategory(std::string_view category, std::string_view name) const {
  const auto found = categories_.find((std::string(category) += kInside) += name);
  return found == categories_.end() ? std::string{} : found->second;
}

}  // namespace onshelf
