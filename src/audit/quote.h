// From faults to findings that show the place.
#pragma once

#include <string>
#include <vector>

#include "audit/markers.h"
#include "audit/notes.h"
#include "audit/site_folder.h"
#include "findings/finding.h"

namespace onshelf::audit {

// All of one file, which is read again: only files with faults are read twice. `root` is put before its path. Markers are
// never shown.
std::vector<Finding> quote_faults(const SiteFolder& folder, const std::string& root, const std::string& path,
                                  const std::vector<Fault>& faults, const Markers& markers);

}  // namespace onshelf::audit
