// Nor can plan take a checked listing, which still is whole.
// refused: onshelf::Listing
#include "model/listing.h"
#include "plan/plan.h"

onshelf::Summary summary(const onshelf::Listing& listing, const onshelf::PreparedListing& prepared,
                         const onshelf::Site& site, const onshelf::Facets& facets, const onshelf::Words& words) {
#ifdef CONTROL
  (void)listing;
  return onshelf::summarize(prepared, site, facets, words);
#else
  (void)prepared;
  return onshelf::summarize(listing, site, facets, words);
#endif
}
