// A page cannot be made from a checked listing.
// refused: onshelf::Listing
#include "model/listing.h"
#include "render/render.h"

std::string page(const onshelf::PageRenderer& renderer, const onshelf::Listing& listing,
                 const onshelf::PreparedListing& prepared) {
#ifdef CONTROL
  (void)listing;
  return renderer.detail(prepared, 0, 0);
#else
  (void)prepared;
  return renderer.detail(listing, 0, 0);
#endif
}
