// JSON-LD. Says only what the page shows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/parts.h"

namespace onshelf {

struct Crumb {
  std::string label;
  std::string url_path;
};

// All three return JSON that may stand in a script element: no character in it can end the element or start a comment.
std::string listing_data(const PreparedListing& listing, const Summary& summary, const Freshness& freshness,
                         const std::vector<Crumb>& crumbs, const std::string& image, LocaleIndex locale,
                         const Parts& parts);
std::string breadcrumb_data(const std::vector<Crumb>& crumbs, const Parts& parts);
std::string website_data(LocaleIndex locale, const Parts& parts);

}  // namespace onshelf
