// The one function that decides whether anything of a listing may be shown.
#pragma once

#include <cstdint>
#include <string>

#include "model/listing.h"

namespace onshelf {

enum class Verdict : std::uint8_t { listed, unlisted, withheld };

// Why; also the rule id of the finding or explanation.
enum class VisibilityReason : std::uint8_t {
  published,       // listed
  flag_hides,      // unlisted
  status_unknown,  // from here on withheld
  status_private,  // draft, under review, rejected, removed
  flag_unknown,
  flag_missing,  // the platform asks and the record does not answer
  hidden_has_no_page,
  not_yet_valid,
  no_longer_valid,
  validity_unreadable,
};

struct VisibilityDecision {
  Verdict verdict = Verdict::withheld;
  VisibilityReason reason = VisibilityReason::status_unknown;
  bool flags_disagree = false;  // the stricter one won
};

// Whether the platform has to have approved it, and its time to have come. A preview assumes both, for the seller's own eyes.
enum class Approval : std::uint8_t { required, assumed };

// `today` is an ISO 8601 day. Fails closed: whatever is not clearly public is withheld.
VisibilityDecision decide_visibility(const Listing& listing, const std::string& today,
                                     Approval approval = Approval::required);

// "its status is not one that may be published": the reason in words.
std::string_view describe(VisibilityReason reason);

}  // namespace onshelf
