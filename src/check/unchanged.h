// A listing against its last approved form: what the platform lets nobody change or take away once it was released.
//
// Which fields these are is read from the platform file alone: `immutable_after`, and the price rule `append_only_tiers`. Of
// every listing the seller stays.
// What was never in a status that may be published was never approved, and may change freely.
#pragma once

#include "check/check.h"

namespace onshelf {

// Both went through check_identity and check_fields; a field that had no readable form in either is passed over. Findings
// are at the place in `current` and name the place in `approved`, whose files are shown as lying in `approved_root`.
// Confidential values are compared and never quoted.
void check_unchanged(const CheckedRecord& approved, const std::string& approved_root, const CheckedRecord& current,
                     Findings& findings);

}  // namespace onshelf
