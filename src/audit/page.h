// One HTML page as a crawler sees it.
#pragma once

#include <string_view>

#include "audit/site_view.h"

namespace onshelf::audit {

// Pages are far smaller; larger ones are not read.
constexpr std::size_t kLargestPage = std::size_t{8} << 20;

// Everything that can be said of the page alone goes to `faults`, what concerns others to `notes`.
void read_page(const SiteView& site, FileIndex file, std::string_view bytes, Faults& faults, FileNotes& notes);

// The canonical address it names, for a site that does not say where it is; empty: none.
std::string canonical_of(std::string_view bytes);

}  // namespace onshelf::audit
