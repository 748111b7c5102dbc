// The lists of a site, and the orders they can be read in.
#pragma once

#include <array>
#include <cstdint>

namespace onshelf {

enum class ListKind : std::uint8_t { all, category, subcategory, platform, seller, billing, system, region, tag };

// What a list says of all listings in it: one facet, never two at a time, so that there are as many lists as there are values.
// Those from `billing` on are read off what a listing shows; an address of theirs is made from a text.
inline constexpr std::array kFacets = {ListKind::category, ListKind::platform, ListKind::seller, ListKind::billing,
                                       ListKind::system,   ListKind::region,   ListKind::tag};
inline constexpr std::array kShownFacets = {ListKind::billing, ListKind::system, ListKind::region, ListKind::tag};

constexpr bool is_shown_facet(ListKind kind) { return kind >= ListKind::billing; }

// Which of them a site has.
class FacetSet {
 public:
  bool has(ListKind kind) const { return (bits_ >> static_cast<unsigned>(kind) & 1u) != 0; }
  void add(ListKind kind) { bits_ = static_cast<std::uint16_t>(bits_ | 1u << static_cast<unsigned>(kind)); }
  std::uint16_t bits() const { return bits_; }
  static FacetSet all() {
    FacetSet facets;
    for (const ListKind kind : kFacets) facets.add(kind);
    return facets;
  }

 private:
  std::uint16_t bits_ = 0;
};

// By name: the order of a list's own address. Any other has addresses of its own, which say that they are copies.
enum class ListSort : std::uint8_t { name, newest, updated };

}  // namespace onshelf
