// Times and tombstones, from the publication history alone.
#include <fmt/format.h>

#include <set>

#include "model/urls.h"
#include "plan/addresses.h"
#include "plan/plan.h"
#include "plan/stages.h"

namespace onshelf {
namespace {

std::string fingerprint_of(const Summary& summary) {
  return fmt::format("{:016x}{:016x}", summary.fingerprint_high, summary.fingerprint_low);
}

}  // namespace

void plan_freshness(const Site& site, const History& history, SitePlan& plan) {
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
  }
  plan.after = next_history(site, plan, history);
  for (const auto& [path, address] : plan.after.gone) {
    if (address.to.empty())
      plan.gone.push_back(path);
    else
      plan.moved.emplace_back(path, address.to);
  }
}

History next_history(const Site& site, const SitePlan& plan, const History& before) {
  const Urls urls(site);
  History after;
  for (std::size_t i = 0; i < plan.summaries.size(); ++i) {
    const Summary& summary = plan.summaries[i];
    if (summary.visibility != Visibility::listed) continue;
    PublishedListing published{
        summary.slug, {}, plan.freshness[i].first_published, plan.freshness[i].last_changed, fingerprint_of(summary)};
    for (const Locale& locale : site.locales) published.locales.push_back(locale.tag);
    after.listings.emplace(summary.id, std::move(published));
  }
  after.gone = remembered_addresses(before, plan.summaries);
  for (const auto& [id, was] : before.listings) {
    const auto now = after.listings.find(id);
    if (now != after.listings.end() && now->second.slug == was.slug) continue;
    for (const std::string& locale : was.locales) after.gone[former_path(locale, was.slug)] = {plan.now, {}, id};
  }
  if (after.gone.empty()) return after;
  std::set<std::string> live;
  for (const Summary& summary : plan.summaries)
    for (LocaleIndex locale = 0; summary.visibility == Visibility::listed && locale < site.locales.size(); ++locale)
      live.insert(urls.detail(summary, locale));
  std::erase_if(after.gone, [&](const auto& entry) { return live.contains(entry.first); });
  // An old address leads to the listing that left it, wherever that is now, and never to another one.
  for (auto& [path, address] : after.gone) {
    const auto owner = after.listings.find(address.of);
    const std::string to = owner == after.listings.end() ? "" : former_path(locale_of_path(path), owner->second.slug);
    address.to = live.contains(to) ? to : "";
  }
  return after;
}

}  // namespace onshelf
