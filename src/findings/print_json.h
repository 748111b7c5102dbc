// Findings as one JSON object.
#pragma once

#include <string>

#include "findings/format_style.h"

namespace onshelf {

// {"findings": [...], "errors": 1, "warnings": 0}, two spaces deep and a line break at the end. A finding has all its members
// always; what is empty is "" or 0. Characters that are not printable stand as U+FFFD, as in text.
std::string json_of(const Findings& findings, const FormatStyle& style);

}  // namespace onshelf
