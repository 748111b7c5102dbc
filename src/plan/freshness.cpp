// Times and tombstones, from the publication history alone.
#include <fmt/format.h>

#include <set>

#include "model/urls.h"
#include "plan/plan.h"
#include "plan/stages.h"

namespace onshelf {
namespace {

std::string fingerprint_of(const Summary& summary) {
  return fmt::format("{:016x}{:016x}", summary.fingerprint_high, summary.fingerprint_low);
}

// As Urls::detail, for a listing that is no longer there.
std::string former_path(const std::string& locale, const std::string& slug) {
  return locale + "/products/" + slug + '/';
}

// Where a listing that moved more than once is now; a path that leads nowhere or in a circle ends at itself.
std::string end_of_the_way(std::string path, const History& history) {
  for (std::size_t steps = 0; steps < history.gone.size(); ++steps) {
    const auto next = history.gone.find(path);
    if (next == history.gone.end() || next->second.to.empty()) break;
    path = next->second.to;
  }
  return path;
}

}  // namespace

void plan_freshness(const Site& site, const History& history, SitePlan& plan) {
  const Urls urls(site);
  std::set<std::string> live;
  for (const Summary& summary : plan.summaries) {
    // What is unlisted is not in the history, so nothing true can be said of its dates.
    if (summary.visibility == Visibility::unlisted) {
      plan.freshness.push_back({});
      continue;
    }
    Freshness fresh{plan.now, plan.now};
    const auto known = history.listings.find(summary.id);
    if (known != history.listings.end()) {
      fresh.first_published = known->second.first;
      if (known->second.fingerprint == fingerprint_of(summary)) fresh.last_changed = known->second.changed;
    }
    plan.freshness.push_back(std::move(fresh));
    for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale) live.insert(urls.detail(summary, locale));
  }
  const History after = next_history(site, plan, history);
  for (const auto& [path, address] : after.gone) {
    const std::string now_at = end_of_the_way(address.to, after);
    if (live.contains(now_at))
      plan.moved.emplace_back(path, now_at);
    else
      plan.gone.push_back(path);
  }
}

History next_history(const Site& site, const SitePlan& plan, const History& before) {
  const Urls urls(site);
  History after;
  std::set<std::string> live;
  for (std::size_t i = 0; i < plan.summaries.size(); ++i) {
    const Summary& summary = plan.summaries[i];
    if (summary.visibility != Visibility::listed) continue;
    PublishedListing published{
        summary.slug, {}, plan.freshness[i].first_published, plan.freshness[i].last_changed, fingerprint_of(summary)};
    for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale) {
      published.locales.push_back(site.locales[locale].tag);
      live.insert(urls.detail(summary, locale));
    }
    after.listings.emplace(summary.id, std::move(published));
  }
  after.gone = before.gone;
  for (const auto& [id, was] : before.listings) {
    const auto now = after.listings.find(id);
    for (const std::string& locale : was.locales) {
      const std::string path = former_path(locale, was.slug);
      const std::string to = now == after.listings.end() ? std::string{} : former_path(locale, now->second.slug);
      if (path != to && !live.contains(path)) after.gone[path] = {plan.now, live.contains(to) ? to : std::string{}, id};
    }
  }
  std::erase_if(after.gone, [&](const auto& entry) { return live.contains(entry.first); });
  return after;
}

}  // namespace onshelf
