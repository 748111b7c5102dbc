// Which program this is, for what must not outlive a change of it.
#pragma once

#include "text/content_hash.h"

namespace onshelf {

// Of this program and every library it runs with: their build ids, or their bytes where a linker gave none.
ContentHash program_fingerprint();

}  // namespace onshelf
