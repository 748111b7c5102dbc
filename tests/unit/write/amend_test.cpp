// A build that writes a few files of an output whose others stand.
#include <chrono>
#include <thread>

#include "unit/write/site_on_disk.h"
#include "write/publisher.h"

namespace onshelf {
namespace {

const Files kSite = {{"index.html", "choice"},
                     {"en/index.html", "home"},
                     {"en/products/a/index.html", "A"},
                     {"en/products/b/index.html", "B"},
                     {"media/a/icon.png", "png"}};

void write(Publisher& publisher, const std::string& path, const std::string& bytes) {
  publisher.record(path, publisher.write(path, bytes), kKey, bytes.size());
}

TEST_CASE("an amended output has the new file and keeps the others, with what is known of them") {
  const SiteOnDisk site;
  site.build(kSite);
  for (int round = 0; round < 3; ++round) {
    // At once, when no stamp tells anything yet, and when all do.
    if (round == 2) std::this_thread::sleep_for(std::chrono::milliseconds(2100));
    const std::string bytes = "A" + std::to_string(round);
    Publisher publisher = site.open();
    const auto kept = publisher.amend({"en/products/a/index.html"});
    REQUIRE(kept);
    CHECK(kept->files == 4);
    CHECK(kept->pages == 3);
    CHECK(kept->bytes == 6 + 4 + 1 + 3);
    write(publisher, "en/products/a/index.html", bytes);
    const PruneReport report = publisher.commit();
    CHECK(report.removed == 0);
    CHECK(report.findings.empty());
    Files expected = kSite;
    expected["en/products/a/index.html"] = bytes;
    REQUIRE(site.found() == expected);
  }
  // All of it is still ours.
  CHECK(site.build({{"index.html", "choice"}}).removed == 4);
}

TEST_CASE("what is claimed and turns out to stand is as before") {
  const SiteOnDisk site;
  site.build(kSite);
  Publisher publisher = site.open();
  REQUIRE(publisher.amend({"en/products/a/index.html"}));
  CHECK(publisher.stands_still("en/products/a/index.html", kKey).holds);
  CHECK(!publisher.stands_still("en/products/a/index.html", {1, 9, 3}).holds);
  publisher.commit();
  CHECK(site.found() == kSite);
}

TEST_CASE("nothing is amended where something is not as it was left") {
  const SiteOnDisk site;
  site.build(kSite);
  SECTION("a file changed") { site.put("en/index.html", "other"); }
  SECTION("a file is gone") { fs::remove(site.out / "media/a/icon.png"); }
  SECTION("a foreign file came") { site.put("en/x", "x"); }
  SECTION("a foreign folder came") { fs::create_directories(site.out / "media/y"); }
  SECTION("a build began and did not end") { site.open().claim({"d"}); }
  SECTION("an amending build began and did not end") { REQUIRE(site.open().amend({"index.html"})); }
  SECTION("nothing is known") { fs::remove(site.root / ".onshelf/state.db"); }
  if (!fs::exists(site.root / ".onshelf/state.db")) site.put("robots.txt", std::string(kMarkLine));
  CHECK(!site.open().amend({"en/products/a/index.html"}));
}

TEST_CASE("a file that changed and is to be written again is no reason to look at all others") {
  const SiteOnDisk site;
  site.build(kSite);
  site.put("en/products/a/index.html", "spoilt");
  Publisher publisher = site.open();
  REQUIRE(publisher.amend({"en/products/a/index.html"}));
  CHECK(!publisher.stands_still("en/products/a/index.html", kKey).holds);
  write(publisher, "en/products/a/index.html", "A");
  publisher.commit();
  CHECK(site.found() == kSite);
}

TEST_CASE("after amending, all may be claimed after all") {
  const SiteOnDisk site;
  site.build(kSite);
  Publisher publisher = site.open();
  REQUIRE(publisher.amend({"en/products/a/index.html"}));
  SiteOnDisk::write_all(publisher, {{"index.html", "choice"}, {"en/index.html", "new"}});
  CHECK(publisher.commit().removed == 3);
  CHECK(site.found() == Files{{"index.html", "choice"}, {"en/index.html", "new"}});
}

TEST_CASE("an amended output is repeated, by its bytes as long as its stamp does not tell") {
  const SiteOnDisk site;
  const ContentHash inputs{1, 2};
  site.build(kSite);
  const auto amend = [&] {
    Publisher publisher = site.open();
    REQUIRE(publisher.amend({"index.html"}));
    write(publisher, "index.html", "amended");
    publisher.remember(inputs, "report");
    publisher.commit();
  };
  amend();
  CHECK(site.open().repeat(inputs) == "report");
  site.put("index.html", "spoiled");  // as long as it was
  CHECK(!site.open().repeat(inputs));
  amend();
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));
  amend();
  CHECK(site.open().repeat(inputs) == "report");
}

TEST_CASE("what a caller kept is there for the next build, until it keeps something else") {
  const SiteOnDisk site;
  const auto build = [&](std::optional<std::string> kept) {
    Publisher publisher = site.open();
    SiteOnDisk::write_all(publisher, kSite);
    if (kept) publisher.keep(KeptText::plan, *kept);
    publisher.commit();
  };
  CHECK(site.open().kept(KeptText::plan).empty());
  build("one");
  CHECK(site.open().kept(KeptText::plan) == "one");
  build({});
  CHECK(site.open().kept(KeptText::plan) == "one");
  build("two");
  CHECK(site.open().kept(KeptText::plan) == "two");
  CHECK(site.open().kept(KeptText::standing).empty());
}

}  // namespace
}  // namespace onshelf
