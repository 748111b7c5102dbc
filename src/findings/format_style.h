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

// As many findings as the style allows, in sorted order. Where there are more, errors go before warnings and warnings before
// advice, and each listing has its turn: a flood from one hides nobody else's.
std::vector<Finding> shown_findings(const Findings& findings, std::size_t most);

}  // namespace onshelf
