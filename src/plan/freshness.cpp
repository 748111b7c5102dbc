// Times and tombstones, from the publication history alone.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/urls.h"
#include "plan/addresses.h"
#include "plan/plan.h"
#include "plan/stages.h"

namespace onshelf {
namespace {

// A language that the site still speaks, and that a listing has no page in any more.
bool lost_page(const Site& site, const PublishedListing& now, const std::string& locale) {
  if (std::find(now.locales.begin(), now.locales.end(), locale) != now.locales.end()) return false;
  return std::any_of(site.locales.begin(), site.locales.end(), [&](const Locale& one) { return one.tag == locale; });
}

// The language of the page that says what the one at `path` would. Empty when the site does not speak that one's any more.
std::string_view original_tag(const Site& site, const SitePlan& plan, const std::string& id, std::string_view path) {
  const auto locale = find_locale(site.locales, locale_of_path(path));
  if (!locale) return {};
  const auto place = place_of(plan, id);
  const bool is_there = place && *locale < plan.summaries[*place].cards.size();
  return site.locales[is_there ? plan.summaries[*place].cards[*locale].original : site.default_locale].tag;
}

}  // namespace

std::string fingerprint_of(const Summary& summary) {
  return fmt::format("{:016x}{:016x}", summary.fingerprint_high, summary.fingerprint_low);
}

Freshness freshness_of(const Summary& summary, const History& history, const std::string& time) {
  // What is unlisted is not in the history, so nothing true can be said of its dates.
  if (summary.visibility == Visibility::unlisted) return {};
  Freshness fresh{time, time};
  const auto known = history.listings.find(summary.id);
  if (known != history.listings.end()) {
    fresh.first_published = known->second.first;
    if (known->second.fingerprint == fingerprint_of(summary)) fresh.last_changed = known->second.changed;
  }
  return fresh;
}

void plan_freshness(const Site& site, const History& history, SitePlan& plan) {
  for (const Summary& summary : plan.summaries) plan.freshness.push_back(freshness_of(summary, history, plan.now));
  plan.after = next_history(site, plan, history);
  for (const auto& [path, address] : plan.after.gone) {
    if (address.to.empty())
      plan.gone.push_back(path);
    else
      plan.moved.emplace_back(path, address.to);
  }
}

PublishedListing history_entry(const Site& site, const Summary& summary, const Freshness& freshness) {
  PublishedListing entry{summary.slug, {}, freshness.first_published, freshness.last_changed, fingerprint_of(summary)};
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale)
    if (summary.has_page(locale)) entry.locales.push_back(site.locales[locale].tag);
  return entry;
}

History next_history(const Site& site, const SitePlan& plan, const History& before) {
  const Urls urls(site);
  History after;
  for (std::size_t i = 0; i < plan.summaries.size(); ++i) {
    const Summary& summary = plan.summaries[i];
    if (summary.visibility != Visibility::listed) continue;
    after.listings.emplace(summary.id, history_entry(site, summary, plan.freshness[i]));
  }
  after.gone = remembered_addresses(before, plan.summaries);
  for (const auto& [id, was] : before.listings) {
    const auto now = after.listings.find(id);
    const bool stays = now != after.listings.end() && now->second.slug == was.slug;
    for (const std::string& locale : was.locales)
      if (!stays || lost_page(site, now->second, locale))
        after.gone[former_path(locale, was.slug)] = {plan.now, {}, id};
  }
  if (after.gone.empty()) return after;
  std::set<std::string> live;
  for (const Summary& summary : plan.summaries)
    for (LocaleIndex locale = 0; summary.visibility == Visibility::listed && locale < site.locales.size(); ++locale)
      if (summary.has_page(locale)) live.insert(urls.detail(summary, locale));
  std::erase_if(after.gone, [&](const auto& entry) { return live.contains(entry.first); });
  // An old address leads to the listing that left it, wherever that is now, and never to another one.
  for (auto& [path, address] : after.gone) {
    const auto owner = after.listings.find(address.of);
    const auto in = [&](std::string_view locale) { return former_path(locale, owner->second.slug); };
    std::string to = owner == after.listings.end() ? "" : in(locale_of_path(path));
    // Where the listing has no page in that language any more, there is one in another.
    if (owner != after.listings.end() && !live.contains(to)) to = in(original_tag(site, plan, address.of, path));
    address.to = live.contains(to) ? to : "";
  }
  return after;
}

}  // namespace onshelf
