// Findings as SARIF 2.1.0, for code scanning.
#pragma once

#include <string>

#include "findings/format_style.h"

namespace onshelf {

// One run of the tool "onshelf": its rules are those that the findings name, in alphabetical order; columns count Unicode code
// points. Files are URIs: relative ones to the folder the command was run in, which is the root of the repository in CI.
// A warning beyond the contract documents has the level "note".
std::string sarif_of(const Findings& findings, const FormatStyle& style);

}  // namespace onshelf
