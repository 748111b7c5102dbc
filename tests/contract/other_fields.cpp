// A public listing has no bag of further fields in which something could travel along.
// refused: PublicListing
#include "model/public_listing.h"

auto more(const onshelf::PublicListing& listing) {
#ifdef CONTROL
  return listing.facts;
#else
  return listing.fields;
#endif
}
