// The plan's own input has no room for them either.
// refused: onshelf::Listing
#include "model/listing.h"
#include "plan/plan.h"

onshelf::PlanInput input(const std::vector<onshelf::Listing>& listings,
                         const std::vector<onshelf::Summary>& summaries) {
#ifdef CONTROL
  (void)listings;
  onshelf::PlanInput made;
  made.summaries = summaries;
  return made;
#else
  (void)summaries;
  onshelf::PlanInput made;
  made.summaries = listings;
  return made;
#endif
}
