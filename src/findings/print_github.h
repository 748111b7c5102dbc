// Findings as workflow commands, which GitHub shows beside the lines of a pull request.
#pragma once

#include <string>

#include "findings/format_style.h"

namespace onshelf {

// One line each: "::error file=content/listings/nimbus/listing.json,line=14,col=21,title=EXI-18::unknown region". Nothing a
// finding holds can end the line or begin a second command. An advisory is a notice.
std::string github_of(const Findings& findings, const FormatStyle& style);

}  // namespace onshelf
