// One listing in other words, in a plan that stands: what is planned of all others stays, but for the places of this one.
#include <algorithm>
#include <tuple>

#include "plan/plan.h"
#include "plan/stages.h"

namespace onshelf {
namespace {

// Whether the same pages, lists and addresses are planned of both.
bool have_one_shape(const Summary& a, const Summary& b) {
  const auto all = [](const Summary& one) {
    return std::tie(one.id, one.slug, one.seller, one.product, one.category, one.subcategory, one.type, one.visibility,
                    one.token, one.facets, one.media);
  };
  const auto shape = [](const CardText& card) {
    return std::tie(card.translated, card.has_page, card.own_texts, card.tags_language, card.regions_language);
  };
  return all(a) == all(b) && std::equal(a.cards.begin(), a.cards.end(), b.cards.begin(), b.cards.end(),
                                        [&](const auto& x, const auto& y) { return shape(x) == shape(y); });
}

bool have_one_name(const Summary& a, const Summary& b) {
  return std::equal(a.cards.begin(), a.cards.end(), b.cards.begin(), b.cards.end(),
                    [](const auto& x, const auto& y) { return x.collation_key == y.collation_key; });
}

// What is new or changed is so as of the plan's time, all of it.
void bring_to(const std::string& time, SitePlan& plan) {
  if (time == plan.now) return;
  for (Freshness& fresh : plan.freshness)
    for (std::string* one : {&fresh.first_published, &fresh.last_changed})
      if (*one == plan.now) *one = time;
  for (auto& [id, published] : plan.after.listings)
    for (std::string* one : {&published.first, &published.changed})
      if (*one == plan.now) *one = time;
  plan.now = time;
}

// To where it belongs among the others, which are in order.
template <class Before>
void put_in_order(std::uint32_t listing, std::vector<std::uint32_t>& order, Before before) {
  const auto place = std::find(order.begin(), order.end(), listing);
  if (place == order.end()) return;
  order.erase(place);
  order.insert(std::lower_bound(order.begin(), order.end(), listing, before), listing);
}

}  // namespace

bool replace_in_plan(const Site& site, const History& history, const Summary& before, const Summary& now,
                     const NameKeyOf& key_of, const std::string& time, SitePlan& plan) {
  const auto found = place_of(plan, now.id);
  if (!found || !have_one_shape(before, now)) return false;
  const bool is_renamed = !have_one_name(before, now);
  if (is_renamed && site.name_index) return false;
  const std::uint32_t index = *found;
  Summary* const place = &plan.summaries[index];

  std::vector<Summary> one = {now};
  decide_pages(site, one);
  Summary& next = one.front();
  next.slug = std::move(place->slug);  // it may have kept another one than it asks for
  next.facets = {};
  next.facet_lists = std::move(place->facet_lists);
  for (CardText& card : next.cards) card.collation_key = std::string{};
  next.looks = {};
  *place = std::move(next);
  bring_to(time, plan);
  const Freshness was = plan.freshness[index];
  const Freshness& fresh = plan.freshness[index] = freshness_of(*place, history, time);
  if (const auto published = plan.after.listings.find(now.id); published != plan.after.listings.end()) {
    published->second.changed = fresh.last_changed;
    published->second.fingerprint = fingerprint_of(*place);
  }
  const bool is_of_other_time = fresh.first_published != was.first_published || fresh.last_changed != was.last_changed;
  if (place->visibility != Visibility::listed || (!is_renamed && !is_of_other_time)) return true;

  for (ListingList& list : plan.lists)
    for (LocaleIndex locale = 0; locale < list.order.size(); ++locale) {
      const auto key = [&](std::uint32_t listing) {
        return listing == index ? std::string_view(now.cards[locale].collation_key)
                                : key_of(plan.summaries[listing], locale);
      };
      const auto by_name = [&](std::uint32_t a, std::uint32_t b) {
        const int names = key(a).compare(key(b));
        return names != 0 ? names < 0 : plan.summaries[a].id < plan.summaries[b].id;
      };
      if (is_renamed) put_in_order(index, list.order[locale], by_name);
      for (auto& [sort, orders] : list.sorted) {
        const auto time_of = [&, by = sort](std::uint32_t listing) -> const std::string& {
          const Freshness& of = plan.freshness[listing];
          return by == ListSort::newest ? of.first_published : of.last_changed;
        };
        put_in_order(index, orders[locale], [&](std::uint32_t a, std::uint32_t b) {
          return time_of(a) != time_of(b) ? time_of(a) > time_of(b) : by_name(a, b);
        });
      }
    }
  return true;
}

}  // namespace onshelf
