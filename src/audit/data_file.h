// Files for scripts: JSON with addresses in it, and the scripts themselves.
#pragma once

#include <string_view>

#include "audit/links.h"

namespace onshelf::audit {

// Members that name an address must lead somewhere; other texts that happen to lead to a file use it.
void read_json_file(std::string_view bytes, Faults& faults, Links& links);

// Texts in quotes that lead to a file use it, and so does the address of a source map.
void read_script(std::string_view bytes, Links& links);

}  // namespace onshelf::audit
