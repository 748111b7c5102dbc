#include <algorithm>
#include <map>

#include "plan/stages.h"

namespace onshelf {
namespace {

// Lower keeps the address.
int claim_of(const Summary& summary, const History& history) {
  const auto known = history.listings.find(summary.id);
  if (known != history.listings.end() && known->second.slug == summary.slug) return 0;
  return summary.id == summary.slug ? 1 : 2;
}

}  // namespace

std::vector<Summary> without_collisions(std::vector<Summary> summaries, const History& history, Findings& findings) {
  std::sort(summaries.begin(), summaries.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  std::map<std::string_view, std::size_t> owners;
  std::vector<std::size_t> refused;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    // Unlisted pages have addresses of their own; they must not make a listed one move.
    if (summaries[i].visibility == Visibility::unlisted) continue;
    const auto [owner, is_first] = owners.emplace(summaries[i].slug, i);
    if (is_first) continue;
    std::size_t loser = i;
    if (claim_of(summaries[i], history) < claim_of(summaries[owner->second], history)) std::swap(loser, owner->second);
    refused.push_back(loser);
    findings.add(
        {FindingSeverity::error, "slug-taken",
         Place{"content/listings/" + summaries[loser].id + "/listing.json", 0, 0, {}, 0, 0}, summaries[loser].id,
         "the address \"" + summaries[loser].slug + "\" belongs to listing \"" + summaries[owner->second].id + '"',
         "give one of the two another \"slug\""});
  }
  std::sort(refused.begin(), refused.end(), std::greater<>());
  for (std::size_t index : refused) summaries.erase(summaries.begin() + static_cast<std::ptrdiff_t>(index));
  return summaries;
}

}  // namespace onshelf
