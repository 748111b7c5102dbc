// Lists of what listings show: billing models, systems, regions, tags. How many there are does not depend on how much a seller writes.
#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "model/facets.h"
#include "plan/stages.h"

namespace onshelf {
namespace {

using Indices = std::vector<std::uint32_t>;

// A value has a list when so many listings share it: one alone tells of itself on its own page. Billing models are few and ours.
constexpr std::uint32_t kLeastListings = 2;

// Lists of one facet in one locale. Where there are more values, those that most sellers share stay, so that one seller with many
// listings cannot drive others out.
std::size_t most_lists(ListKind kind) {
  switch (kind) {
    case ListKind::system:
      return 60;
    case ListKind::region:
      return 120;
    default:
      return 240;
  }
}

std::uint32_t least_listings(ListKind kind) { return kind == ListKind::billing ? 1 : kLeastListings; }

bool is_shown(const FacetMark& mark, const CardText& card) {
  if (mark.is_shown_always) return true;
  return mark.language == (mark.kind == ListKind::tag ? card.tags_language : card.regions_language);
}

struct Tally {
  std::uint32_t listings = 0;
  std::uint32_t last = 0;  // the listing counted last, and one
};

// How its listings write a value in a locale.
struct Spelling {
  std::string_view text;
  LocaleIndex language;
  Indices sellers;  // who spell it so, each once; as many as decide anything
};

struct Value {
  ListingList list;
  std::vector<std::vector<Spelling>> spellings;  // by LocaleIndex
};

class FacetPlan {
 public:
  FacetPlan(const Site& site, const std::vector<Summary>& summaries)
      : site_(site), facets_(site), summaries_(summaries) {}

  std::vector<ListingList> make(const std::vector<Indices>& order) {
    count();
    number_sellers();
    for (LocaleIndex locale = 0; locale < order.size(); ++locale)
      for (const std::uint32_t index : order[locale]) file(index, locale);
    for (const ListKind kind : kShownFacets)
      for (LocaleIndex locale = 0; locale < order.size(); ++locale) choose(kind, locale);
    std::vector<ListingList> lists;
    for (auto& [slug, value] : all_values()) {
      if (std::all_of(value->list.order.begin(), value->list.order.end(), [](const auto& o) { return o.empty(); }))
        continue;
      name(*value);
      lists.push_back(std::move(value->list));
    }
    return lists;
  }

 private:
  // Most tags are one listing's own. They are counted and no more.
  void count() {
    for (std::uint32_t i = 0; i < summaries_.size(); ++i) {
      if (summaries_[i].visibility != Visibility::listed) continue;
      for (const FacetMark& mark : summaries_[i].facets) {
        Tally& tally = tallies_[place(mark.kind)][mark.slug];
        tally.listings += tally.last != i + 1;
        tally.last = i + 1;
      }
    }
  }

  void file(std::uint32_t index, LocaleIndex locale) {
    const Summary& summary = summaries_[index];
    for (const FacetMark& mark : summary.facets) {
      if (tallies_[place(mark.kind)].at(mark.slug).listings < least_listings(mark.kind)) continue;
      if (!is_shown(mark, summary.cards[locale])) continue;
      Value& value = values_[place(mark.kind)][mark.slug];
      if (value.spellings.empty()) {
        value.list.kind = mark.kind;
        value.list.id = mark.slug;
        value.list.order.resize(site_.locales.size());
        value.spellings.resize(site_.locales.size());
      }
      Indices& order = value.list.order[locale];
      if (order.empty() || order.back() != index) order.push_back(index);
      if (!mark.label.empty()) spell(value.spellings[locale], mark, locale, seller_of_[index]);
    }
  }

  static void spell(std::vector<Spelling>& spellings, const FacetMark& mark, LocaleIndex locale, std::uint32_t seller) {
    const LocaleIndex language = mark.is_shown_always ? locale : mark.language;
    for (Spelling& known : spellings)
      if (known.text == mark.label && known.language == language) {
        constexpr std::size_t kMostVotes = 64;
        const auto& voters = known.sellers;
        if (voters.size() < kMostVotes && std::find(voters.begin(), voters.end(), seller) == voters.end())
          known.sellers.push_back(seller);
        return;
      }
    // Whoever writes one word in a hundred ways does not get to choose the best.
    constexpr std::size_t kMostSpellings = 16;
    if (spellings.size() < kMostSpellings) spellings.push_back({mark.label, language, {seller}});
  }

  void number_sellers() {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    for (const Summary& summary : summaries_)
      seller_of_.push_back(numbers.emplace(summary.seller, static_cast<std::uint32_t>(numbers.size())).first->second);
  }

  std::size_t count_sellers(const Indices& listings) const {
    Indices sellers;
    for (const std::uint32_t index : listings) sellers.push_back(seller_of_[index]);
    std::sort(sellers.begin(), sellers.end());
    return static_cast<std::size_t>(std::unique(sellers.begin(), sellers.end()) - sellers.begin());
  }

  // Leaves a locale the lists it may have.
  void choose(ListKind kind, LocaleIndex locale) {
    struct Rank {
      std::size_t sellers, listings;
      Indices* order;
      std::string_view slug;
      std::size_t turn = 0;  // of a value that one seller alone has: how many of that seller's come before it
    };
    std::vector<Rank> ranks;
    for (auto& [slug, value] : values_[place(kind)]) {
      Indices& order = value.list.order[locale];
      if (order.size() < least_listings(kind))
        order.clear();
      else
        ranks.push_back({count_sellers(order), order.size(), &order, slug});
    }
    if (ranks.size() <= most_lists(kind)) return;
    const auto by_listings = [](const Rank& a, const Rank& b) {
      if (a.sellers != b.sellers) return a.sellers > b.sellers;
      if (a.turn != b.turn) return a.turn < b.turn;
      return a.listings != b.listings ? a.listings > b.listings : a.slug < b.slug;
    };
    std::sort(ranks.begin(), ranks.end(), by_listings);
    // Sellers take turns, so that one with many listings drives nobody out.
    std::unordered_map<std::uint32_t, std::size_t> turns;
    for (Rank& rank : ranks)
      if (rank.sellers == 1) rank.turn = turns[seller_of_[rank.order->front()]]++;
    std::sort(ranks.begin(), ranks.end(), by_listings);
    for (std::size_t i = most_lists(kind); i < ranks.size(); ++i) ranks[i].order->clear();
  }

  std::vector<std::pair<std::string_view, Value*>> all_values() {
    std::vector<std::pair<std::string_view, Value*>> all;
    for (const ListKind kind : kShownFacets) {
      const auto begin = static_cast<std::ptrdiff_t>(all.size());
      for (auto& [slug, value] : values_[place(kind)]) all.emplace_back(slug, &value);
      std::sort(all.begin() + begin, all.end());
    }
    return all;
  }

  void name(Value& value) const {
    ListingList& list = value.list;
    const LocalizedText* name = facets_.name_of(list.kind, list.id);
    if (list.kind == ListKind::billing) return;
    for (LocaleIndex locale = 0; locale < site_.locales.size(); ++locale) {
      ListLabel label{list.id, locale};
      if (const auto* said = name ? pick_or_first(*name, site_.locales[locale]) : nullptr) {
        label = {said->second, said->first};
      } else if (!value.spellings[locale].empty()) {
        const auto& spellings = value.spellings[locale];
        const auto& best = *std::min_element(spellings.begin(), spellings.end(), [&](const auto& a, const auto& b) {
          if (a.sellers.size() != b.sellers.size()) return a.sellers.size() > b.sellers.size();
          if (a.text != b.text) return a.text < b.text;
          return (a.language == locale) != (b.language == locale) ? a.language == locale : a.language < b.language;
        });
        label = {std::string(best.text), best.language};
      }
      list.labels.push_back(std::move(label));
    }
  }

  static std::size_t place(ListKind kind) {
    return static_cast<std::size_t>(kind) - static_cast<std::size_t>(kShownFacets.front());
  }

  const Site& site_;
  const Facets facets_;
  const std::vector<Summary>& summaries_;
  // Keys are views into the summaries.
  std::array<std::unordered_map<std::string_view, Tally>, kShownFacets.size()> tallies_;
  std::array<std::unordered_map<std::string_view, Value>, kShownFacets.size()> values_;
  Indices seller_of_;  // by summary: number of its seller
};

}  // namespace

std::vector<ListingList> plan_facets(const Site& site, const std::vector<Summary>& summaries,
                                     const std::vector<Indices>& order) {
  const bool has_any =
      std::any_of(kShownFacets.begin(), kShownFacets.end(), [&](ListKind kind) { return site.facets.has(kind); });
  if (!has_any) return {};
  return FacetPlan(site, summaries).make(order);
}

void file_under_facets(const std::vector<ListingList>& lists, std::vector<Summary>& summaries) {
  std::array<std::unordered_map<std::string_view, std::uint32_t>, kFacets.size() + 2> places;
  for (std::uint32_t i = 0; i < lists.size(); ++i)
    if (is_shown_facet(lists[i].kind)) places[static_cast<std::size_t>(lists[i].kind)].emplace(lists[i].id, i);
  for (Summary& summary : summaries) {
    for (const FacetMark& mark : summary.facets) {
      const auto& known = places[static_cast<std::size_t>(mark.kind)];
      if (const auto list = known.find(mark.slug); list != known.end()) summary.facet_lists.push_back(list->second);
    }
    summary.facets = {};
    std::sort(summary.facet_lists.begin(), summary.facet_lists.end());
    summary.facet_lists.erase(std::unique(summary.facet_lists.begin(), summary.facet_lists.end()),
                              summary.facet_lists.end());
    summary.facet_lists.shrink_to_fit();
  }
}

}  // namespace onshelf
