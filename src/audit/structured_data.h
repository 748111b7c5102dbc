// JSON-LD: what search engines ask of the types a catalog uses.
#pragma once

#include <string_view>

#include "audit/links.h"

namespace onshelf::audit {

// `text` is what stands in the script element, at `where` in its file.
void read_structured_data(std::string_view text, Range where, Faults& faults, Links& links);

}  // namespace onshelf::audit
