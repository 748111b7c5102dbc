#include "gate/visibility.h"

namespace onshelf {

VisibilityDecision decide_visibility(const Listing& listing, const std::string& today, Approval approval) {
  const bool is_assumed = approval == Approval::assumed;
  const auto withheld = [](VisibilityReason reason) { return VisibilityDecision{Verdict::withheld, reason, false}; };
  if (!listing.status) return withheld(VisibilityReason::status_unknown);
  if (!listing.status->publish && !is_assumed) return withheld(VisibilityReason::status_private);
  if (listing.visibility == FlagAnswer::unknown || listing.platform_flag == FlagAnswer::unknown)
    return withheld(VisibilityReason::flag_unknown);
  const VisibilityFlag& flag = listing.type->visibility;
  if (flag.asks() && listing.visibility == FlagAnswer::absent && listing.platform_flag == FlagAnswer::absent)
    return withheld(VisibilityReason::flag_missing);
  if (!listing.validity.readable) return withheld(VisibilityReason::validity_unreadable);
  if (!listing.validity.from.empty() && today < listing.validity.from && !is_assumed)
    return withheld(VisibilityReason::not_yet_valid);
  if (!listing.validity.until.empty() && today > listing.validity.until)
    return withheld(VisibilityReason::no_longer_valid);

  const bool hides = listing.visibility == FlagAnswer::unlisted || listing.platform_flag == FlagAnswer::unlisted;
  const bool shows = listing.visibility == FlagAnswer::listed || listing.platform_flag == FlagAnswer::listed;
  if (!hides) return {Verdict::listed, VisibilityReason::published, false};
  if (!flag.field.empty() && !flag.hidden_has_page)
    return {Verdict::withheld, VisibilityReason::hidden_has_no_page, shows};
  return {Verdict::unlisted, VisibilityReason::flag_hides, shows};
}

std::string_view describe(VisibilityReason reason) {
  switch (reason) {
    case VisibilityReason::published:
      return "its status may be published and nothing hides it";
    case VisibilityReason::flag_hides:
      return "its status may be published, and a flag hides it";
    case VisibilityReason::status_unknown:
      return "its status is missing or unknown";
    case VisibilityReason::status_private:
      return "its status is not one that may be published";
    case VisibilityReason::flag_unknown:
      return "a visibility flag has an unknown answer";
    case VisibilityReason::flag_missing:
      return "the platform asks whether it is shown and the record does not answer";
    case VisibilityReason::hidden_has_no_page:
      return "a flag hides it, and on this platform hidden means no page";
    case VisibilityReason::not_yet_valid:
      return "its validity has not begun";
    case VisibilityReason::no_longer_valid:
      return "its validity is over";
    case VisibilityReason::validity_unreadable:
      return "its validity dates cannot be read";
  }
  return "";
}

}  // namespace onshelf
