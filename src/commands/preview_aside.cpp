// The site taken for something else than what its seller works at: as a build would publish it now, or with one listing unlisted. Made when
// somebody asks, of what is known already; a build of the same files has the same bytes.
#include <algorithm>

#include "commands/archive.h"
#include "commands/preview_served.h"
#include "commands/preview_site.h"
#include "plan/plan.h"

namespace onshelf {
namespace {

// With more the whole is planned as fast.
constexpr std::size_t kFewProposals = 64;

// Without those whose words were only kept.
std::vector<PublicSeller> sound_sellers(const Sellers& sellers) {
  std::vector<PublicSeller> sound;
  for (const PublicSeller& seller : sellers.sound)
    if (std::find(sellers.refused.begin(), sellers.refused.end(), seller.id) == sellers.refused.end())
      sound.push_back(seller);
  return sound;
}

}  // namespace

void PreviewSite::read_published(const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  Served& now = *served_;
  std::vector<std::string> sellers;
  for (const PublicSeller& seller : sound_sellers(now.sellers)) sellers.push_back(seller.id);
  const CheckBook book = now.is_part ? now.book() : CheckBook(now.site(), std::move(sellers), now.sellers.refused);
  for (ProposedListing& listing :
       read_proposed(book, now.words, *now.session.disk, catalog_options(), now.secret, ids, SeenAs::published)) {
    now.unread.erase(listing.id);
    now.published.erase(listing.id);
    now.published_made.erase(listing.id);
    if (!listing.summary) continue;
    now.published.emplace(listing.id, std::move(*listing.summary));
    now.published_made.emplace(listing.id, std::move(listing.made));
  }
}

const Summary* PreviewSite::published(const std::string& id) {
  if (served_->unread.contains(id)) read_published({id});
  const auto found = served_->published.find(id);
  return found == served_->published.end() ? nullptr : &found->second;
}

std::string PreviewSite::published_made(const Summary& summary) const {
  const auto made = served_->published_made.find(summary.id);
  return made != served_->published_made.end() ? made->second : served_->cache->read(summary.prepared);
}

// The plan of what is served, with what is published of each listing put in its place. Nothing: other pages would be planned.
std::optional<SitePlan> PreviewSite::published_plan() const {
  const Served& now = *served_;
  if (now.proposals.size() > kFewProposals || !now.sellers.refused.empty()) return std::nullopt;
  const auto is_in_both = [&](const auto& proposal) {
    return proposal.second.summary.has_value() == now.published.contains(proposal.first);
  };
  if (!std::all_of(now.proposals.begin(), now.proposals.end(), is_in_both)) return std::nullopt;
  std::optional<SitePlan> plan = now.plan;
  std::set<std::string> done;
  const auto key_of = [&](const Summary& planned, LocaleIndex locale) -> std::string_view {
    const Summary& given = done.contains(planned.id) ? now.published.at(planned.id) : *now.shown(planned.id);
    return given.cards[locale].collation_key;
  };
  for (const auto& [id, proposal] : now.proposals) {
    if (!proposal.summary) continue;
    if (!replace_in_plan(now.site(), now.history, *proposal.summary, now.published.at(id), key_of, time(), *plan))
      return std::nullopt;
    done.insert(id);
  }
  return plan;
}

const PreviewSite::Aside& PreviewSite::aside(SeenAs as, const std::string& id) {
  Served& now = *served_;
  const std::string unlisted = as == SeenAs::unlisted ? id : std::string{};
  if (now.aside && now.aside->version == version_ && now.aside->as == as && now.aside->id == unlisted)
    return *now.aside;
  now.aside.reset();
  beside_.emplace(as, unlisted);
  auto next = std::make_unique<Aside>();
  next->as = as;
  next->id = unlisted;
  next->version = version_;
  std::vector<Summary> summaries;
  std::optional<SitePlan> near;
  if (as == SeenAs::published) {
    read_published({now.unread.begin(), now.unread.end()});
    near = published_plan();
    for (const auto& [one, summary] : now.published)
      if (!near) summaries.push_back(summary);
  } else {
    next->unlisted = std::move(
        read_proposed(now.book(), now.words, *now.session.disk, catalog_options(), now.secret, {id}, as).front());
    for (const std::string& one : now.ids)
      if (const Summary* summary = now.shown(one); summary && one != id) summaries.push_back(*summary);
    if (next->unlisted.summary) summaries.push_back(*next->unlisted.summary);
  }
  Findings said;  // the panel has those of what its seller works at
  if (near)
    next->plan = std::move(*near);
  else
    next->plan =
        plan_site(now.site(),
                  {std::move(summaries), as == SeenAs::published ? sound_sellers(now.sellers) : now.sellers.sound,
                   time(), &now.words},
                  now.history, said);
  next->pages = now.renderer_of(next->plan);
  now.aside = std::move(next);
  return *now.aside;
}

std::string PreviewSite::aside_made(const Aside& other, const Summary& summary) const {
  if (other.as == SeenAs::published) return published_made(summary);
  return summary.id == other.id ? other.unlisted.made : served_->made(summary);
}

}  // namespace onshelf
