// What a product type is, from its platform file.
#pragma once

#include <vector>

#include "load/config_file.h"
#include "model/product_type.h"

namespace onshelf {

// Every site/platforms/*.json, by type id. docs/platform-files.md is the format.
std::vector<ProductType> load_platform_files(const SiteFiles& files, const std::vector<Locale>& locales,
                                             Findings& findings);

}  // namespace onshelf
