// Nor can checked listings be announced to the publisher as what will be written.
// refused: onshelf::Listing
#include "model/listing.h"
#include "write/publisher.h"

void claim(onshelf::Publisher& out, const std::vector<onshelf::Listing>& listings,
           const std::vector<std::string>& paths) {
#ifdef CONTROL
  (void)listings;
  out.claim(paths);
#else
  (void)paths;
  out.claim(listings);
#endif
}
