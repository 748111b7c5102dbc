// How much of what a catalog says is said in each of its languages.
#pragma once

#include <cstdint>
#include <vector>

#include "model/public_listing.h"
#include "model/site.h"

namespace onshelf {

// How often a text is there.
struct TextCount {
  std::uint64_t names = 0;
  std::uint64_t summaries = 0;
  std::uint64_t details = 0;
  std::uint64_t texts =
      0;  // these and all others that a seller writes for readers: sections, notes, links, tags. Lists that name no
          // language are for all of them

  TextCount& operator+=(const TextCount& other);
};

struct Coverage {
  TextCount wanted;            // in any language
  std::vector<TextCount> own;  // by locale: written in it or in one that stands in for it, not fallen back to another

  Coverage& operator+=(const Coverage& other);
};

Coverage coverage_of(const PublicListing& listing, const Site& site);
Coverage coverage_of(const PreparedListing& listing, const Site& site);

// Whole percent, rounded down, so that 100 means all of it. Nothing is wanted: 100.
unsigned percent_of(std::uint64_t own, std::uint64_t wanted);

}  // namespace onshelf
