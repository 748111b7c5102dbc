// All records of a site judged, for their sellers: nothing is prepared, nothing is written.
#pragma once

#include <cstddef>
#include <string>

#include "findings/finding.h"
#include "model/file_reader.h"
#include "model/history.h"
#include "model/site.h"
#include "plan/coverage.h"

namespace onshelf {

struct JudgeOptions {
  std::string today;  // ISO 8601 day
  unsigned jobs = 1;
  bool drafts = false;  // records that are not approved yet, and pending edits, too
  bool render = false;  // texts rendered, pictures decoded and names compared as well, as for a build
};

struct JudgeCounts {
  std::size_t records = 0;
  std::size_t pending = 0;   // edits in draft/ folders
  std::size_t refused = 0;   // have errors
  std::size_t withheld = 0;  // by their own status, flags or dates: nothing is wrong with them
  Coverage coverage;         // of listings that would be listed
};

// `history` says whose an address is.
JudgeCounts judge_site(const Site& site, const FileReader& disk, const History& history, const JudgeOptions& options,
                       Findings& findings);

}  // namespace onshelf
