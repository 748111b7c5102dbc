// Plan cannot take a record: what is not public has no way into a page's card, list or address.
// refused: onshelf::Record
#include "model/record.h"
#include "plan/plan.h"

onshelf::Summary summary(const onshelf::Record& record, const onshelf::PreparedListing& prepared,
                         const onshelf::Site& site, const onshelf::Facets& facets, const onshelf::Words& words) {
#ifdef CONTROL
  (void)record;
  return onshelf::summarize(prepared, site, facets, words);
#else
  (void)prepared;
  return onshelf::summarize(record, site, facets, words);
#endif
}
