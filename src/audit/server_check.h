// What robots.txt, _headers and _redirects ask for, held against what is there.
#pragma once

#include "audit/links.h"

namespace onshelf::audit {

// For any of the three at the top of the site; nothing for other files. They were read when the view was made.
void check_server_file(const SiteView& site, FileIndex file, Faults& faults, Links& links);

}  // namespace onshelf::audit
