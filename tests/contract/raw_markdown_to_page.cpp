// A page cannot be made from a public listing whose Markdown was not made safe yet.
// refused: onshelf::PublicListing
#include "model/public_listing.h"
#include "render/render.h"

std::string page(const onshelf::PageRenderer& renderer, const onshelf::PublicListing& listing,
                 const onshelf::PreparedListing& prepared) {
#ifdef CONTROL
  (void)listing;
  return renderer.detail(prepared, 0, 0);
#else
  (void)prepared;
  return renderer.detail(listing, 0, 0);
#endif
}
