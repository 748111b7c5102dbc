// The publication history: which addresses were public, since when, and when what stood there last changed. An input and an
// output of every build, kept by CI between builds. Tombstones, redirects and lastmod come from it and from nothing else.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace onshelf {

struct PublishedListing {
  std::string slug;
  std::vector<std::string> locales;  // tags of the locales its page was published in
  std::string first;                 // time of first publication, ISO 8601 UTC
  std::string changed;               // time of the last visible change
  std::string fingerprint;           // of what was visible then, 32 hex digits
};

struct GoneAddress {
  std::string since;  // ISO 8601 UTC
  std::string to;     // URL path where that listing is now; empty: it is nowhere
  std::string of;     // id of the listing that stood there; nobody else may take the address over
};

using PublishedListings = std::map<std::string, PublishedListing>;  // listed ones only, by id
using GoneAddresses = std::map<std::string, GoneAddress>;           // by URL path, "en/products/old/"

struct History {
  PublishedListings listings;
  GoneAddresses gone;
};

}  // namespace onshelf
