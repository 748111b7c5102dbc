#include <algorithm>
#include <map>

#include "plan/addresses.h"
#include "plan/stages.h"

namespace onshelf {
namespace {

// Of one listing that asks for the address of another.
struct Clash {
  std::size_t loser;  // into the summaries
  std::string owner;  // id
};

Place record_of(const Summary& summary) {
  return Place{"content/listings/" + summary.id + "/listing.json", 0, 0, {}, 0, 0};
}

Finding slug_taken(const Summary& loser, const Clash& clash, const std::string& stays) {
  Finding finding{
      FindingSeverity::error,
      "slug-taken",
      record_of(loser),
      loser.id,
      {"the address \"{slug}\" belongs to listing \"{listing}\"", {{"slug", loser.slug}, {"listing", clash.owner}}},
      "give one of the two another \"slug\""};
  if (!stays.empty())
    finding.hint = {"give one of the two another \"slug\"; until then this one stays at \"{stays}\"",
                    {{"stays", stays}}};
  return finding;
}

// The slug under which a listing was published last, if that is still its own; else empty.
std::string slug_published(const Summary& summary, const History& history, const SlugOwners& known) {
  const auto published = history.listings.find(summary.id);
  if (published == history.listings.end()) return {};
  const auto owner = known.find(published->second.slug);
  return owner != known.end() && owner->second == summary.id ? published->second.slug : std::string{};
}

// By loser.
std::vector<Clash> find_clashes(const std::vector<Summary>& summaries, const SlugOwners& known) {
  std::map<std::string_view, std::size_t> owners;  // of slugs that nobody had before, and of those kept or taken back
  std::vector<std::size_t> losers;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    // Unlisted pages have addresses of their own; they must not make a listed one move.
    if (summaries[i].visibility == Visibility::unlisted) continue;
    // Whether that one is in this build does not matter: an address that waits for its owner is not free.
    if (const auto owner = known.find(summaries[i].slug); owner != known.end() && owner->second != summaries[i].id) {
      losers.push_back(i);
      continue;
    }
    const auto [owner, is_first] = owners.emplace(summaries[i].slug, i);
    if (is_first) continue;
    std::size_t loser = i;
    if (summaries[i].id == summaries[i].slug) std::swap(loser, owner->second);
    losers.push_back(loser);
  }
  std::sort(losers.begin(), losers.end());
  std::vector<Clash> clashes;
  for (std::size_t loser : losers) {
    const auto owner = known.find(summaries[loser].slug);
    clashes.push_back({loser, owner != known.end() && owner->second != summaries[loser].id
                                  ? std::string(owner->second)
                                  : summaries[owners.at(summaries[loser].slug)].id});
  }
  return clashes;
}

}  // namespace

std::vector<Summary> without_collisions(std::vector<Summary> summaries, const History& history, Findings& findings) {
  std::sort(summaries.begin(), summaries.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  const GoneAddresses gone = remembered_addresses(history, summaries);
  const SlugOwners known = slug_owners(history.listings, gone);
  std::vector<std::size_t> refused;
  for (const Clash& clash : find_clashes(summaries, known)) {
    Summary& loser = summaries[clash.loser];
    // Its readers must not lose the page because its seller asked for another address. Nobody else can have been granted this one.
    std::string stays = slug_published(loser, history, known);
    findings.add(slug_taken(loser, clash, stays));
    if (stays.empty())
      refused.push_back(clash.loser);
    else
      loser.slug = std::move(stays);
  }
  for (auto index = refused.rbegin(); index != refused.rend(); ++index)
    summaries.erase(summaries.begin() + static_cast<std::ptrdiff_t>(*index));
  return summaries;
}

void review_reserved(const std::vector<Summary>& summaries, const std::vector<std::string>& waiting,
                     const History& history, Findings& findings) {
  const SlugOwners known = slug_owners(history.listings, history.gone);
  for (const Summary& summary : summaries) {
    if (summary.visibility == Visibility::unlisted || summary.slug == summary.id) continue;
    if (known.contains(summary.slug) || !std::binary_search(waiting.begin(), waiting.end(), summary.slug)) continue;
    findings.add(
        {FindingSeverity::warning,
         "slug-reserved",
         record_of(summary),
         summary.id,
         {"the slug \"{slug}\" is the id of another listing, which is not public yet", {{"slug", summary.slug}}},
         "the one that is published first has the address: give one of the two another \"slug\""});
  }
}

}  // namespace onshelf
