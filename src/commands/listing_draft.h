// The start of a listing: its record with the gaps to fill, and what is to be known about each.
#pragma once

#include <string>
#include <vector>

#include "model/site.h"

namespace onshelf {

struct ListingDraft {
  std::string record;  // listing.json: every required field under its canonical name, in a status that is not published
  std::string guide;   // README.md: each field's rule, limit and where it will be shown
};

// `seller` may be empty when the site has several.
ListingDraft draft_listing(const std::string& id, const ProductType& type, const Site& site, const std::string& seller);

}  // namespace onshelf
