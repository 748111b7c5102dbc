// One function a page, each in a file of its name.
#pragma once

#include <string>

#include "render/parts.h"

namespace onshelf {

std::string render_detail(const PreparedListing& listing, std::uint32_t summary_index, LocaleIndex locale,
                          const Parts& parts);
std::string render_list(const ListPage& page, const Parts& parts);
std::string render_index(const IndexPage& page, const Parts& parts);
std::string render_home(LocaleIndex locale, const Parts& parts);
std::string render_search(LocaleIndex locale, const Parts& parts);
std::string render_compare(LocaleIndex locale, const Parts& parts);
std::string render_not_found(const Parts& parts);
std::string render_language_choice(const Parts& parts);

}  // namespace onshelf
