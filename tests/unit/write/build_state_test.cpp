// What builds remember, damaged in its middle: nothing of it is believed, and it is in nobody's way for good.
#include "write/build_state.h"

#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

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
  BuildState state(file.string(), "public");
  OutputChanges changes;
  changes.kept[KeptText::plan] = "the plan in short";
  changes.kept[KeptText::standing] = "the plan as it stood";
  changes.report = "what the build said";
  state.finish(changes);
  const std::vector<std::pair<KeptText, std::string>> texts = {{KeptText::plan, changes.kept[KeptText::plan]},
                                                               {KeptText::standing, changes.kept[KeptText::standing]},
                                                               {KeptText::report, changes.report}};
  for (const auto& [text, bytes] : texts) CHECK(state.kept(text) == bytes);

  const std::string sound = bytes_of_file(file);
  for (const auto& [damaged, bytes] : texts) {
    std::string all = sound;
    REQUIRE(all.find(bytes) != std::string::npos);
    all[all.find(bytes) + 5] ^= 1;
    write(file, all);
    BuildState another(file.string(), "public");
    CHECK_FALSE(another.load().damaged);
    for (const auto& [text, was] : texts)
      CHECK(another.kept(text) == (text == damaged ? std::nullopt : std::optional(was)));
    // The next build writes what it finds to be another.
    another.finish(changes);
    for (const auto& [text, was] : texts) CHECK(another.kept(text) == was);
  }
}

TEST_CASE("what is kept is what the last build kept, however long it was before") {
  const SiteOnDisk site;
  const fs::path file = site.root / "state.db";
  std::string text;
  for (int i = 0; text.size() < 1'000'000; ++i) text += std::to_string(i) + ' ';
  OutputChanges changes;
  changes.kept[KeptText::standing] = text;
  BuildState(file.string(), "public").finish(changes);
  for (const std::size_t size : {text.size(), text.size() - 300'000, std::size_t{0}, std::size_t{70'000}, text.size()})
    for (const std::size_t at : {std::size_t{0}, size / 2, size - 1}) {
      std::string next = text.substr(0, size);
      if (at < size) next[at] = '#';
      BuildState state(file.string(), "public");
      CHECK(state.load().damaged == false);
      changes.kept[KeptText::standing] = next;
      state.finish(changes);
      CHECK(state.kept(KeptText::standing) == next);
      CHECK(BuildState(file.string(), "public").kept(KeptText::standing) == next);
      // Another folder's is its own.
      CHECK_FALSE(BuildState(file.string(), "elsewhere").kept(KeptText::standing));
    }
}

TEST_CASE("what is kept keeps its pages in the store when one byte of it changes") {
  const SiteOnDisk site;
  const fs::path file = site.root / "state.db";
  OutputChanges changes;
  std::string& text = changes.kept[KeptText::standing];
  for (int i = 0; text.size() < 2'000'000; ++i) text += std::to_string(i) + std::string(90, '.');
  BuildState(file.string(), "public").finish(changes);
  const std::string before = bytes_of_file(file);
  BuildState state(file.string(), "public");
  state.load();
  text[1'000'000] = '#';
  state.finish(changes);
  const std::string after = bytes_of_file(file);
  REQUIRE(after.size() == before.size());
  std::size_t pages = 0;
  constexpr std::size_t kPage = 4096;
  for (std::size_t at = 0; at < after.size(); at += kPage) pages += before.substr(at, kPage) != after.substr(at, kPage);
  CHECK(pages < 2 * 64 * 1024 / kPage);
}

TEST_CASE("C7: a state that is damaged in its middle is thrown away, and the next build writes a new one") {
  const SiteOnDisk site;
  const fs::path file = site.root / "state.db";
  BuildState state(file.string(), "public");
  OutputChanges changes;
  changes.kept[KeptText::standing] = std::string(20'000, 'x');
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
  CHECK(state.kept(KeptText::standing) == changes.kept[KeptText::standing]);

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
