#include <algorithm>
#include <map>

#include "model/urls.h"
#include "plan/stages.h"

namespace onshelf {
namespace {

// Lower keeps the address.
int claim_of(const Summary& summary, const History& history) {
  const auto known = history.listings.find(summary.id);
  if (known != history.listings.end() && known->second.slug == summary.slug) return 0;
  return summary.id == summary.slug ? 1 : 2;
}

// The listing that had this address before and is not public now; empty: nobody else did.
std::string former_owner(const Site& site, const Summary& summary, const History& history) {
  const auto gone = history.gone.find(Urls(site).detail(summary, site.default_locale));
  return gone == history.gone.end() || gone->second.of == summary.id ? std::string{} : gone->second.of;
}

Finding slug_taken(const Summary& loser, const std::string& owner) {
  return {FindingSeverity::error,
          "slug-taken",
          Place{"content/listings/" + loser.id + "/listing.json", 0, 0, {}, 0, 0},
          loser.id,
          {"the address \"{slug}\" belongs to listing \"{listing}\"", {{"slug", loser.slug}, {"listing", owner}}},
          "give one of the two another \"slug\""};
}

}  // namespace

std::vector<Summary> without_collisions(const Site& site, std::vector<Summary> summaries, const History& history,
                                        Findings& findings) {
  std::sort(summaries.begin(), summaries.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  std::map<std::string_view, std::size_t> owners;
  std::vector<std::size_t> refused;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    // Unlisted pages have addresses of their own; they must not make a listed one move.
    if (summaries[i].visibility == Visibility::unlisted) continue;
    if (const std::string former = former_owner(site, summaries[i], history); !former.empty()) {
      refused.push_back(i);
      findings.add(slug_taken(summaries[i], former));
      continue;
    }
    const auto [owner, is_first] = owners.emplace(summaries[i].slug, i);
    if (is_first) continue;
    std::size_t loser = i;
    if (claim_of(summaries[i], history) < claim_of(summaries[owner->second], history)) std::swap(loser, owner->second);
    refused.push_back(loser);
    findings.add(slug_taken(summaries[loser], summaries[owner->second].id));
  }
  std::sort(refused.begin(), refused.end(), std::greater<>());
  for (std::size_t index : refused) summaries.erase(summaries.begin() + static_cast<std::ptrdiff_t>(index));
  return summaries;
}

}  // namespace onshelf
