// A page cannot be made from a record.
// refused: onshelf::Record
#include "model/record.h"
#include "render/render.h"

std::string page(const onshelf::PageRenderer& renderer, const onshelf::Record& record,
                 const onshelf::PreparedListing& prepared) {
#ifdef CONTROL
  (void)record;
  return renderer.detail(prepared, 0, 0);
#else
  (void)prepared;
  return renderer.detail(record, 0, 0);
#endif
}
