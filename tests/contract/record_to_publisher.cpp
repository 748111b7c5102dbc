// A record cannot be written out: the publisher takes a path and the bytes of a page.
// refused: onshelf::Record
#include "model/record.h"
#include "write/publisher.h"

onshelf::WriteResult write(const onshelf::Publisher& out, const onshelf::Record& record, std::string_view bytes) {
#ifdef CONTROL
  (void)record;
  return out.write("en/index.html", bytes);
#else
  (void)bytes;
  return out.write("en/index.html", record);
#endif
}
