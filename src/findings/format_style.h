// What the formats for machines have in common.
#pragma once

#include <cstddef>
#include <limits>
#include <string>

#include "findings/finding.h"

namespace onshelf {

struct FormatStyle {
  std::size_t most = std::numeric_limits<std::size_t>::max();  // findings printed; all are counted
  Translations translations = {};                              // empty: English
  std::string version = {};                                    // of this program; empty: not told
};

// "error", "warning", or "advisory" for a warning about a rule beyond the contract documents.
const char* severity_name(const Finding& finding);

// The first findings in sorted order, as many as the style allows.
std::vector<Finding> shown_findings(const Findings& findings, std::size_t most);

}  // namespace onshelf
