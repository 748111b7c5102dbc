#include "check/check.h"
#include "support/catch.h"

using namespace onshelf;

TEST_CASE("a category is found by its id and by platforms' names for it, also those with a slash") {
  Site site;
  site.categories = {{"services", {}, {}, {"CI/CD", "tools/git"}, {}},
                     {"tools", {}, {}, {}, {{"git", {}, {}, {"Forges/Git"}, {}}}}};
  const CheckBook book(site, {});
  CHECK(book.category("services") == "services");
  CHECK(book.category("CI/CD") == "services");
  CHECK(book.category("tools/git") == "services");  // and not the part of the other
  CHECK(book.category("git").empty());
  CHECK(book.category("tools/Forges/Git").empty());
  CHECK(book.subcategory("tools", "git") == "git");
  CHECK(book.subcategory("tools", "Forges/Git") == "git");
  CHECK(book.subcategory("services", "git").empty());
}
