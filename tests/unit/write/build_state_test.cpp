// What builds remember, damaged in its middle: nothing of it is believed, and it is in nobody's way for good.
#include "write/build_state.h"

#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <system_error>

#include "store/pack.h"
#include "unit/write/site_on_disk.h"

namespace onshelf {
namespace {

std::string bytes_of_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

TEST_CASE("C7: what is kept of a plan and of a report counts when each of its bytes is as it was") {
  const SiteOnDisk site;
  const fs::path file = site.root / "state.db";
  const BuildState state(file.string(), "public");
  OutputChanges changes;
  changes.kept = "the plan as it stood";
  changes.report = "what the build said";
  state.finish(changes);
  CHECK(state.kept() == *changes.kept);
  CHECK(state.report() == changes.report);

  const std::string sound = bytes_of_file(file);
  for (const std::string& text : {*changes.kept, changes.report}) {
    std::string damaged = sound;
    REQUIRE(damaged.find(text) != std::string::npos);
    damaged[damaged.find(text) + 5] ^= 1;
    write(file, damaged);
    CHECK(state.kept() == (text == *changes.kept ? "" : *changes.kept));
    CHECK(state.report() == (text == changes.report ? "" : changes.report));
  }
}

TEST_CASE("C7: a state that is damaged in its middle is thrown away, and the next build writes a new one") {
  const SiteOnDisk site;
  const fs::path file = site.root / "state.db";
  const BuildState state(file.string(), "public");
  OutputChanges changes;
  changes.kept = std::string(20'000, 'x');
  state.finish(changes);
  std::string bytes = bytes_of_file(file);
  constexpr std::size_t kPage = 4096;
  REQUIRE(bytes.size() > 2 * kPage);
  std::fill(bytes.begin() + kPage, bytes.end(), '\xFF');
  write(file, bytes);
  // Whoever does not look first is told, once.
  CHECK_THROWS_AS(state.claim({"index.html"}, {}), std::system_error);
  CHECK_FALSE(fs::exists(file));
  write(file, bytes);
  CHECK(state.load().damaged);
  CHECK(state.load().empty());
  state.claim({"index.html"}, {});
  state.finish(changes);
  CHECK(state.kept() == *changes.kept);

  // A page alone that the kept plan goes on in: its first bytes name the next one.
  bytes = bytes_of_file(file);
  for (std::size_t page = bytes.find(std::string(3000, 'x')) / kPage * kPage + kPage; page < bytes.size();
       page += kPage)
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(page), 4, '\x7F');
  write(file, bytes);
  CHECK(state.load().damaged);
}

TEST_CASE("C7: no place in a pack is believed that no pack can have, and only files are packs") {
  const SiteOnDisk site;
  PackWriter writer(site.root.string());
  const PackPlace place = writer.append("what was made of a record");
  PackReader reader(site.root.string());
  CHECK(reader.open(place));
  CHECK(reader.read(place) == "what was made of a record");
  PackPlace wrong = place;
  wrong.size = UINT64_MAX - 31;
  wrong.offset = 64;
  CHECK_FALSE(reader.open(wrong));
  wrong = place;
  wrong.size = std::uint64_t{1} << 40;
  CHECK_FALSE(reader.open(wrong));

  std::string name;
  for (const auto& entry : fs::recursive_directory_iterator(site.root))
    if (entry.path().extension() == ".pack") name = entry.path().string();
  REQUIRE_FALSE(name.empty());
  fs::remove(name);
  REQUIRE(mkfifo(name.c_str(), 0600) == 0);  // would wait for somebody who writes
  CHECK_FALSE(PackReader(site.root.string()).open(place));
}

}  // namespace
}  // namespace onshelf
