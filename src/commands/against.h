// The listings of a site against the last approved snapshot of them.
#pragma once

#include <string>

#include "check/check.h"
#include "commands/site_session.h"
#include "findings/finding.h"

namespace onshelf {

// `snapshot` is a site's folder, or a content folder with listings/ in it. Listings that are not in both are passed over: new
// ones may come, and taking one away is no change. False, and a finding, when there are no listings in it.
bool check_against(const SiteSession& session, const std::string& snapshot, Findings& findings);

// The edit that waits in a listing's draft/ against the record beside it: what would be said of it once it took the record's place.
void check_edit_against_record(const std::string& id, const CheckBook& book, const FileReader& disk,
                               Findings& findings);

}  // namespace onshelf
