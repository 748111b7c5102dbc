#include "commands/remembered_plan.h"

#include "commands/archive.h"

namespace onshelf {

template <class A>
void serialize(A& a, SearchPart& v) {
  a(v.kind, v.locale, v.begin, v.end, v.from, v.name, v.hash);
}
template <class A>
void serialize(A& a, RememberedPlan& v) {
  a(v.search, v.search_parts, v.shape, v.listings);
}

namespace {

void add_orders(const std::vector<std::vector<std::uint32_t>>& orders, ContentHasher& hash) {
  for (const auto& order : orders)
    hash.add(std::string_view(reinterpret_cast<const char*>(order.data()), order.size() * sizeof order.front()));
}

}  // namespace

std::string to_bytes(const RememberedPlan& plan, const ContentHash& program) {
  const std::string_view by = bytes_of(program);
  BytesOutput archive;
  archive.append(by.data(), by.size());
  archive(plan);
  return archive.take();
}

RememberedPlan remembered_plan(std::string_view bytes, const ContentHash& program) {
  const std::string_view by = bytes_of(program);
  return bytes.starts_with(by) ? from_bytes<RememberedPlan>(bytes.substr(by.size())) : RememberedPlan{};
}

ContentHash search_hash(const Site& site, const SitePlan& plan, const ContentHash& program) {
  ContentHasher hash;
  hash.add(program).add(site.inputs.settings).add(site.inputs.categories).add(site.inputs.platforms);
  hash.add(to_bytes(plan.sellers));
  for (const Summary& summary : plan.summaries) hash.add(summary.shown).add(summary.slug);
  add_orders(plan.lists.front().order, hash);
  return hash.value();
}

ContentHash shape_hash(const SitePlan& plan, const ContentHash& program, const ContentHash& settings) {
  ContentHasher hash;
  hash.add(program).add(settings).add(to_bytes(plan.sellers));
  for (std::size_t i = 0; i < plan.summaries.size(); ++i) {
    const Summary& summary = plan.summaries[i];
    hash.add(summary.shown).add(summary.slug).add(plan.freshness[i].first_published);
    for (const CardText& card : summary.cards) hash.add(std::uint64_t{card.has_page}).add(std::uint64_t{card.original});
  }
  for (const ListingList& list : plan.lists) {
    hash.add(static_cast<std::uint64_t>(list.kind)).add(list.id);
    add_orders(list.order, hash);
    for (const auto& [sort, orders] : list.sorted) {
      hash.add(static_cast<std::uint64_t>(sort));
      add_orders(orders, hash);
    }
  }
  hash.add(std::uint64_t{plan.gone.size()});
  for (const std::string& path : plan.gone) hash.add(path);
  for (const auto& [from, to] : plan.moved) hash.add(from).add(to);
  return hash.value();
}

ContentHash listing_hash(const SitePlan& plan, std::size_t index) {
  const Summary& summary = plan.summaries[index];
  return ContentHasher()
      .add(summary.source)
      .add(summary.fingerprint_low)
      .add(summary.fingerprint_high)
      .add(plan.freshness[index].last_changed)
      .value();
}

std::vector<ContentHash> listing_hashes(const SitePlan& plan) {
  std::vector<ContentHash> hashes;
  hashes.reserve(plan.summaries.size());
  for (std::size_t i = 0; i < plan.summaries.size(); ++i) hashes.push_back(listing_hash(plan, i));
  return hashes;
}

std::vector<std::uint32_t> changed_listings(const SitePlan& plan, const RememberedPlan& last,
                                            const RememberedPlan& next) {
  std::vector<std::uint32_t> changed;
  for (std::uint32_t i = 0; i < plan.summaries.size(); ++i)
    if (i >= last.listings.size() || last.listings[i] != next.listings[i] || !plan.summaries[i].source)
      changed.push_back(i);
  return changed;
}

}  // namespace onshelf
