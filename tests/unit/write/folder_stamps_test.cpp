#include "support/catch.h"
#include "write/foreign.h"

namespace onshelf {
namespace {

TEST_CASE("a folder whose stamp is no longer known keeps its place among the others") {
  FolderStamps stamps;
  const ContentHash known{7, 8}, later{9, 10};
  for (const char* folder : {"", "en", "en/products", "de", "media"}) stamps.add(folder, known);
  stamps.sort();
  const std::string before = stamps.bytes();
  stamps.set("en", {});
  CHECK_FALSE(stamps.has("en", known));
  CHECK_FALSE(stamps.has("en", {}));
  CHECK(stamps.has("de", known));
  CHECK(stamps.bytes().size() == before.size());
  const FolderStamps read(stamps.bytes());
  CHECK(read == stamps);
  CHECK_FALSE(read.has("en", known));

  stamps.set("en", later);
  CHECK(stamps.has("en", later));
  stamps.set("en", known);
  CHECK(stamps.bytes() == before);
  // Of one that has none, nothing is kept until there is something to keep.
  stamps.set("new", {});
  CHECK(stamps.bytes() == before);
  stamps.set("new", known);
  CHECK(stamps.has("new", known));
  CHECK(stamps.bytes().size() == before.size() + before.size() / 5);
  CHECK_FALSE(FolderStamps(stamps.bytes()).empty());
}

}  // namespace
}  // namespace onshelf
