// A JSON Schema of the records of one product type, for editors that complete and check while one types.
#pragma once

#include <nlohmann/json.hpp>

#include "model/site.h"

namespace onshelf {

// JSON Schema 2020-12 of listing.json (or seller.json). It never refuses a record that `check` accepts; what a schema cannot
// say, such as the length of a Markdown text once it is shown, is left to `check`.
nlohmann::ordered_json record_schema(const ProductType& type, const Site& site);

}  // namespace onshelf
