// Which folders a build refuses to write to, and that it writes alone.
#include <sys/prctl.h>

#include "unit/write/site_on_disk.h"
#include "write/lock.h"
#include "write/write_file.h"

namespace onshelf {
namespace {

TEST_CASE("folders that hold or may hold something else are refused, and nothing in them changes") {
  const SiteOnDisk site;
  fs::create_directories(site.root / "themes/plain");
  fs::create_directories(site.root / "home/user");
  setenv("HOME", (site.root / "home/user").c_str(), 1);
  fs::create_directory_symlink(site.root / "content", site.root / "link");
  const struct {
    const char* out;
    const char* rule;
  } rows[] = {
      {"/", "output-place"},
      {"/..", "output-place"},
      {"", "output-place"},  // the site itself
      {".", "output-place"},
      {"..", "output-place"},
      {"content", "output-place"},
      {"content/a", "output-place"},
      {"content/a/..", "output-place"},
      {"link", "output-place"},
      {"link/a", "output-place"},
      {"themes/plain/", "output-place"},
      {".onshelf", "output-place"},
      {".onshelf/out", "output-place"},
      {"home", "output-place"},
      {"home/user", "output-place"},
      {"home/user/", "output-place"},
      {"home/user/public", ""},
      {"contents", ""},
      {"public/", ""},
      {"deep/er/public", ""},
  };
  for (const auto& row : rows) {
    OutputFolders folders = site.folders();
    folders.out = *row.out == '/' ? row.out : (site.root / row.out).string();
    CAPTURE(folders.out);
    REQUIRE(SiteOnDisk::refusal(folders) == row.rule);
  }
  REQUIRE(fs::is_empty(site.root / "content"));
}

TEST_CASE("a folder with anything in it is refused without our state") {
  const char* entry = GENERATE("file", "folder/", "link", ".hidden");
  const SiteOnDisk site;
  fs::create_directories(site.out);
  const std::string name = entry;
  if (name == "folder/")
    fs::create_directory(site.out / "folder");
  else if (name == "link")
    fs::create_symlink("/nowhere", site.out / "link");
  else
    std::ofstream(site.out / name) << "x";
  REQUIRE(site.refusal() == "output-not-empty");
  REQUIRE(site.found().size() == 1);
}

TEST_CASE("the state of one output folder says nothing about another") {
  const SiteOnDisk site;
  site.build({{"a", "1"}});
  fs::copy(site.out, site.root / "other", fs::copy_options::recursive);
  OutputFolders other = site.folders();
  other.out = (site.root / "other").string();
  REQUIRE(SiteOnDisk::refusal(other) == "output-not-empty");
  other.out = (site.root / "third").string();
  {
    auto opened = Publisher::open(other);
    SiteOnDisk::write_all(std::get<Publisher>(opened), {{"b", "2"}});
    std::get<Publisher>(opened).commit();
  }
  site.build({{"c", "3"}});
  REQUIRE(site.found() == Files{{"c", "3"}});
  REQUIRE(fs::exists(site.root / "third/b"));
}

TEST_CASE("a site that is moved with its output keeps its memory") {
  SiteOnDisk site;
  site.build({{"a", "1"}});
  const fs::path moved = site.root.string() + "-moved";
  fs::rename(site.root, moved);
  site.root = moved;
  site.out = moved / "public";
  REQUIRE(site.build({}).removed == 1);
}

TEST_CASE("of two builds at once one is refused") {
  const SiteOnDisk site;
  {
    const Publisher first = site.open();
    REQUIRE(site.refusal() == "output-busy");
    // Another site that would write to the same folder.
    const SiteOnDisk other;
    OutputFolders folders = other.folders();
    folders.out = site.out.string();
    REQUIRE(SiteOnDisk::refusal(folders) == "output-busy");
  }
  REQUIRE(site.refusal().empty());
}

TEST_CASE("a killed build holds no lock") {
  const SiteOnDisk site;
  REQUIRE(in_another_process([&] {
            const Publisher first = site.open();
            kill(getpid(), SIGKILL);
          }) == -SIGKILL);
  REQUIRE(site.refusal().empty());
}

TEST_CASE("a folder that cannot be written is a refusal with the system's words") {
  const SiteOnDisk site;
  std::ofstream(site.root / "file") << "x";
  OutputFolders folders = site.folders();
  folders.out = (site.root / "file").string();
  REQUIRE(SiteOnDisk::refusal(folders) == "output-unwritable");
  folders.out = (site.root / "file/public").string();
  REQUIRE(SiteOnDisk::refusal(folders) == "output-unwritable");
  folders = site.folders();
  folders.state = (site.root / "file").string();
  REQUIRE(SiteOnDisk::refusal(folders) == "output-unwritable");
  if (geteuid() != 0) {
    fs::create_directories(site.out);
    fs::permissions(site.out, fs::perms::owner_read | fs::perms::owner_exec);
    REQUIRE(site.refusal() == "output-unwritable");
  }
}

TEST_CASE("write_file writes whole files, makes folders, and leaves equal ones alone") {
  const SiteOnDisk site;
  const fs::path path = site.out / "deep/history.json";
  write_file(path, "one");
  REQUIRE(site.bytes("deep/history.json") == "one");
  site.set_old("deep/history.json");
  const auto before = site.modified("deep/history.json");
  write_file(path, "one");
  REQUIRE(site.modified("deep/history.json") == before);
  write_file(path, "two");
  REQUIRE(site.found() == Files{{"deep/history.json", "two"}});
  REQUIRE_THROWS_AS(write_file(path / "below", "x"), std::system_error);
}

}  // namespace
}  // namespace onshelf
