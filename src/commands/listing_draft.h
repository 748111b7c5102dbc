// The start of a listing or a seller: a record with the gaps to fill, and what is to be known about each.
#pragma once

#include <string>
#include <vector>

#include "model/site.h"

namespace onshelf {

struct RecordDraft {
  std::string record;  // every required field under its canonical name, in a status that is not published
  std::string guide;   // README.md: each field's rule, limit and where it will be shown
};

// `seller` may be empty when the site has several.
RecordDraft draft_listing(const std::string& id, const ProductType& type, const Site& site, const std::string& seller);
// Of a seller, who has no status: it is shown beside the listings that name it.
RecordDraft draft_seller(const std::string& id, const ProductType& type, const Site& site);

}  // namespace onshelf
