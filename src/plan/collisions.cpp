#include <algorithm>
#include <map>

#include "plan/addresses.h"
#include "plan/stages.h"

namespace onshelf {
namespace {

Finding slug_taken(const Summary& loser, std::string_view owner) {
  return {FindingSeverity::error,
          "slug-taken",
          Place{"content/listings/" + loser.id + "/listing.json", 0, 0, {}, 0, 0},
          loser.id,
          {"the address \"{slug}\" belongs to listing \"{listing}\"",
           {{"slug", loser.slug}, {"listing", std::string(owner)}}},
          "give one of the two another \"slug\""};
}

}  // namespace

std::vector<Summary> without_collisions(std::vector<Summary> summaries, const History& history, Findings& findings) {
  std::sort(summaries.begin(), summaries.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const GoneAddresses gone = remembered_addresses(history, summaries);
  const SlugOwners known = slug_owners(history.listings, gone);
  std::map<std::string_view, std::size_t> owners;  // of slugs that nobody had before, and of those kept or taken back
  std::vector<std::size_t> refused;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    // Unlisted pages have addresses of their own; they must not make a listed one move.
    if (summaries[i].visibility == Visibility::unlisted) continue;
    // Whether that one is in this build does not matter: an address that waits for its owner is not free.
    if (const auto owner = known.find(summaries[i].slug); owner != known.end() && owner->second != summaries[i].id) {
      refused.push_back(i);
      findings.add(slug_taken(summaries[i], owner->second));
      continue;
    }
    const auto [owner, is_first] = owners.emplace(summaries[i].slug, i);
    if (is_first) continue;
    std::size_t loser = i;
    if (summaries[i].id == summaries[i].slug) std::swap(loser, owner->second);
    refused.push_back(loser);
    findings.add(slug_taken(summaries[loser], summaries[owner->second].id));
  }
  std::sort(refused.begin(), refused.end(), std::greater<>());
  for (std::size_t index : refused) summaries.erase(summaries.begin() + static_cast<std::ptrdiff_t>(index));
  return summaries;
}

}  // namespace onshelf
