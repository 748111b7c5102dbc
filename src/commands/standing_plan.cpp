#include "commands/standing_plan.h"

#include <algorithm>
#include <cereal/types/map.hpp>
#include <utility>

#include "commands/archive.h"
#include "plan/plan.h"
#include "render/render.h"
#include "write/history_file.h"

namespace onshelf {

// Where the archive looks for them: beside the types.
template <class A>
void serialize(A& a, Freshness& v) {
  a(v.first_published, v.last_changed);
}
template <class A>
void serialize(A& a, ListLabel& v) {
  a(v.text, v.language);
}
template <class A>
void serialize(A& a, ListingList& v) {
  a(v.kind, v.id, v.order, v.pages, v.labels, v.sorted);
}
template <class A>
void serialize(A& a, ListPage& v) {
  a(v.list, v.locale, v.page, v.sort);
}
template <class A>
void serialize(A& a, IndexLetter& v) {
  a(v.label, v.slug, v.begin, v.end, v.pages);
}
template <class A>
void serialize(A& a, NameIndex& v) {
  a(v.kind, v.locale, v.targets, v.letters, v.is_one_page);
}
template <class A>
void serialize(A& a, IndexPage& v) {
  a(v.index, v.letter, v.page);
}
template <class A>
void serialize(A& a, PlanOrigin& v) {
  a(v.rules, v.catalog, v.history, v.records, v.said, v.findings, v.notes, v.withheld, v.refused);
}

namespace {

// More records than this are as well planned anew.
constexpr std::size_t kMostChanged = 64;

// A card without its texts: what the plan decided of it.
class StandingCard {
 public:
  explicit StandingCard(CardText& card) : card_(card) {}
  void take(const CardText& decided) {
    card_.translated = decided.translated;
    card_.has_page = decided.has_page;
    card_.original = decided.original;
  }
  template <class A>
  void serialize(A& a) {
    a(card_.translated, card_.has_page, card_.original);
  }

 private:
  CardText& card_;
};

// A listing without what only its own page and its cards show.
template <class A>
void serialize_standing(A& a, Summary& v) {
  a(v.id, v.slug, v.seller, v.product, v.category, v.subcategory, v.type, v.visibility, v.token, v.facet_lists,
    v.fingerprint_low, v.fingerprint_high, v.shown);
  std::size_t cards = v.cards.size();
  a(cards);
  v.cards.resize(cards);
  for (CardText& card : v.cards) StandingCard(card).serialize(a);
}

// The plan but for what is made of the site alone, the history, and the clock.
template <class A>
void serialize_standing(A& a, SitePlan& v) {
  std::size_t listings = v.summaries.size();
  a(listings);
  v.summaries.resize(listings);
  for (Summary& summary : v.summaries) serialize_standing(a, summary);
  a(v.freshness, v.sellers, v.lists, v.list_pages, v.indexes, v.index_pages, v.products, v.gone, v.moved);
}

// False: the text has no such line, or more than one.
bool replace_line(std::string_view was, std::string_view is, std::string& text) {
  const std::size_t at = text.find(was);
  if (at == std::string::npos || text.find(was, at + 1) != std::string::npos) return false;
  text.replace(at, was.size(), is);
  return true;
}

bool is_sorted_by_change(const Site& site) {
  return std::find(site.sorts.begin(), site.sorts.end(), ListSort::updated) != site.sorts.end();
}

class TakingUp {
 public:
  TakingUp(const Site& site, const CatalogScan& scan, const RecordCache& cache, StandingPlan& standing)
      : site_(site), scan_(scan), cache_(cache), standing_(standing), plan_(standing.plan) {}

  // False: other pages than its own show what changed, or its findings did.
  bool take_changed(std::size_t record) {
    TakenListing taken = take_listing(scan_, record, cache_);
    if (!taken.summary || taken.said != standing_.origin.said[record]) return false;
    const auto index = place_of(plan_, scan_.ids[record]);
    if (!index) return false;
    Summary& was = plan_.summaries[*index];
    if (!was.shown || taken.summary->shown != was.shown) return false;
    const bool is_changed = was.fingerprint_low != taken.summary->fingerprint_low ||
                            was.fingerprint_high != taken.summary->fingerprint_high;
    if (was.visibility == Visibility::listed && is_changed) {
      if (is_sorted_by_change(site_)) return false;
      Freshness& freshness = plan_.freshness[*index];
      const std::string before = history_line(was.id, history_entry(site_, was, freshness));
      freshness.last_changed = plan_.now;
      was.fingerprint_low = taken.summary->fingerprint_low;
      was.fingerprint_high = taken.summary->fingerprint_high;
      if (!replace_line(before, history_line(was.id, history_entry(site_, was, freshness)), standing_.history))
        return false;
    }
    put(*index, std::move(*taken.summary));
    standing_.changed.push_back(*index);
    return true;
  }

  // What the changed listings' pages show of others.
  void take_beside() {
    const Related related(site_, plan_);
    std::vector<std::uint32_t> beside;
    for (const std::uint32_t index : standing_.changed)
      for (const std::uint32_t other : shown_beside(site_, plan_, related, index)) beside.push_back(other);
    std::sort(beside.begin(), beside.end());
    beside.erase(std::unique(beside.begin(), beside.end()), beside.end());
    for (const std::uint32_t index : beside) {
      if (std::find(standing_.changed.begin(), standing_.changed.end(), index) != standing_.changed.end()) continue;
      const auto record = std::lower_bound(scan_.ids.begin(), scan_.ids.end(), plan_.summaries[index].id);
      TakenListing taken = take_listing(scan_, static_cast<std::size_t>(record - scan_.ids.begin()), cache_);
      put(index, std::move(taken.summary.value()));
    }
  }

 private:
  // What the row is without. (Of what it has, the plan may have decided otherwise: an address that another listing has, for one.)
  void put(std::uint32_t index, Summary whole) {
    Summary& row = plan_.summaries[index];
    for (std::size_t locale = 0; locale < whole.cards.size(); ++locale)
      StandingCard(whole.cards[locale]).take(row.cards[locale]);
    row.cards = std::move(whole.cards);
    row.card_icon = whole.card_icon;
    row.card_icon_2x = whole.card_icon_2x;
    row.media = std::move(whole.media);
    row.fingerprint_low = whole.fingerprint_low;
    row.fingerprint_high = whole.fingerprint_high;
    row.source = whole.source;
    row.prepared = whole.prepared;
    row.search_words = std::move(whole.search_words);
  }

  const Site& site_;
  const CatalogScan& scan_;
  const RecordCache& cache_;
  StandingPlan& standing_;
  SitePlan& plan_;
};

}  // namespace

ContentHash catalog_hash(const CatalogScan& scan) {
  ContentHasher hash;
  hash.add(scan.sellers.content).add(to_bytes(scan.findings.all()));
  for (const std::string& id : scan.ids) hash.add(id);
  return hash.value();
}

std::vector<ContentHash> record_hashes(const CatalogScan& scan) {
  std::vector<ContentHash> hashes;
  hashes.reserve(scan.listings.size());
  for (const ScannedListing& listing : scan.listings)
    hashes.push_back(listing.key ? ContentHasher().add(listing.key).add(listing.conditions).value() : ContentHash{});
  return hashes;
}

std::string standing_bytes(const PlanOrigin& origin, const SitePlan& plan) {
  BytesOutput archive;
  archive(origin);
  serialize_standing(archive, const_cast<SitePlan&>(plan));  // only ever read
  return archive.take();
}

std::optional<StandingPlan> take_up_plan(const Site& site, const CatalogScan& scan, const RecordCache& cache,
                                         const ContentHash& rules, std::string_view standing, std::string_view history,
                                         const std::string& now) {
  if (standing.empty()) return std::nullopt;
  std::optional<StandingPlan> result(std::in_place);
  BytesInput archive(standing);
  PlanOrigin& origin = result->origin;
  archive(origin);
  if (!origin.rules || origin.rules != rules || origin.catalog != catalog_hash(scan) ||
      origin.history != content_hash(history))
    return std::nullopt;
  const std::vector<ContentHash> records = record_hashes(scan);
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!records[i] || !scan.listings[i].lost.empty()) return std::nullopt;
    if (records[i] != origin.records[i]) changed.push_back(i);
  }
  // (With none, it is the outputs that are not what they were.)
  if (changed.empty() || changed.size() > kMostChanged) return std::nullopt;

  serialize_standing(archive, result->plan);
  result->plan.now = now;
  plan_assets(site, result->plan);
  result->history = history;
  TakingUp taking_up(site, scan, cache, *result);
  for (const std::size_t record : changed)
    if (!taking_up.take_changed(record)) return std::nullopt;
  taking_up.take_beside();
  origin.records = records;
  origin.history = content_hash(result->history);
  return result;
}

}  // namespace onshelf
