// What a style sheet loads.
#pragma once

#include <string_view>

#include "audit/links.h"

namespace onshelf::audit {

// url(...) and @import "...", outside of comments. Escapes in addresses are read as they stand.
void read_style_sheet(std::string_view bytes, Links& links);

}  // namespace onshelf::audit
