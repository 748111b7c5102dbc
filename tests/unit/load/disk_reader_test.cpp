#include "load/disk_reader.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "support/catch.h"

using namespace onshelf;
namespace fs = std::filesystem;

namespace {

// A site's folder with one file of a seller in it, and a secret beside it.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "onshelf-test-XXXXXX").string();
    root_ = mkdtemp(name.data());
    fs::create_directories(root_ / "site/content/listings/a");
    write("site/content/listings/a/file", "public");
    write("away/file", "secret");
  }
  ~Folder() { fs::remove_all(root_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  fs::path at(const std::string& path) const { return root_ / path; }
  fs::path own(const std::string& name) const { return root_ / "site/content/listings/a" / name; }
  void write(const std::string& path, const std::string& bytes) const {
    fs::create_directories(at(path).parent_path());
    std::ofstream(at(path)) << bytes;
  }

 private:
  fs::path root_;
};

const std::string kListing = "content/listings/a/";

}  // namespace

TEST_CASE("P2: only regular files with one name, below the root and reached without links, are read") {
  const Folder folder;
  fs::create_symlink(folder.at("away/file"), folder.own("link"));
  fs::create_symlink("file", folder.own("inner-link"));
  fs::create_directory_symlink(folder.at("away"), folder.own("linked-folder"));
  fs::create_symlink("/proc/self/environ", folder.own("magic"));
  fs::create_hard_link(folder.at("away/file"), folder.own("second-name"));
  REQUIRE(mkfifo(folder.own("pipe").c_str(), 0600) == 0);
  const bool has_device = mknod(folder.own("device").c_str(), S_IFCHR | 0600, makedev(1, 5)) == 0;
  const auto disk = open_disk(folder.at("site").string());
  struct Row {
    std::string path;
    ReadFault fault;
  };
  const Row rows[] = {
      {kListing + "file", ReadFault::none},
      {kListing + "link", ReadFault::not_regular},
      {kListing + "inner-link", ReadFault::not_regular},
      {kListing + "linked-folder/file", ReadFault::not_regular},
      {kListing + "magic", ReadFault::not_regular},
      {kListing + "second-name", ReadFault::not_regular},
      {kListing + "pipe", ReadFault::not_regular},
      {kListing + "..", ReadFault::not_regular},
      {kListing + "../../../../away/file", ReadFault::missing},
      {folder.at("away/file").string(), ReadFault::missing},
      {kListing + "nowhere", ReadFault::missing},
      {kListing + std::string(300, 'x'), ReadFault::missing},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path);
    CHECK(disk->read(row.path, 100).fault == row.fault);
  }
  if (has_device) CHECK(disk->read(kListing + "device", 100).fault == ReadFault::not_regular);
  CHECK(disk->read(kListing + "file", 5).fault == ReadFault::too_large);
  CHECK(disk->read(kListing + "file", 6).bytes == "public");
  CHECK_FALSE(disk->list(kListing + "linked-folder"));
  CHECK_FALSE(disk->list("../away"));
  const auto entries = disk->list("content/listings/a");
  REQUIRE(entries);
  for (const FolderEntry& entry : *entries) {
    CAPTURE(entry.name);
    CHECK(entry.is_other == (entry.name != "file" && entry.name != "second-name"));
  }
}

TEST_CASE("a folder's stamp is of each of its entries, and reading the folder gives the same") {
  const Folder folder;
  const auto disk = open_disk(folder.at("site").string());
  const WantFile all = [](std::string_view) { return true; };
  const SeeEntry seen = [](const FolderEntry&, const std::optional<FileBytes>&) { return true; };
  std::vector<ContentHash> stamps;
  const auto take = [&] {
    const auto read = disk->read_folder("content/listings/a", 100, all, seen);
    REQUIRE(read.stamp);
    // Also of what it is not to read.
    std::vector<std::string> unread;
    const auto looked_at = disk->read_folder(
        "content/listings/a", 100, [](std::string_view) { return false; },
        [&](const FolderEntry& entry, const std::optional<FileBytes>& file) {
          if (!file && !entry.is_folder && !entry.is_other) unread.push_back(entry.name);
          return true;
        });
    CHECK(unread == std::vector<std::string>{"file"});
    CHECK(looked_at.stamp->value == read.stamp->value);
    CHECK(read.stamp->value == disk->stamp("content/listings/a")->value);
    CHECK(std::find(stamps.begin(), stamps.end(), read.stamp->value) == stamps.end());
    stamps.push_back(read.stamp->value);
  };
  take();
  folder.write("site/content/listings/a/file", "others");
  take();
  fs::create_directory(folder.own("empty"));
  take();
  fs::create_directory(folder.own("another"));
  take();
  fs::rename(folder.own("another"), folder.own("other"));
  take();
  CHECK_FALSE(disk->read_folder("content/listings/none", 100, all, seen).is_there);
}

TEST_CASE("P2: a file that is swapped for a link between two looks is read as itself or not at all") {
  const Folder folder;
  const auto disk = open_disk(folder.at("site").string());
  std::atomic<bool> done = false;
  std::thread swapper([&] {
    while (!done) {
      std::error_code ignored;
      fs::create_symlink(folder.at("away/file"), folder.own("next"), ignored);
      fs::rename(folder.own("next"), folder.own("file"), ignored);
      folder.write("site/content/listings/a/next", "public");
      fs::rename(folder.own("next"), folder.own("file"), ignored);
    }
  });
  std::size_t read = 0, refused = 0;
  // On a busy machine the swapper may rest for all of the first rounds: go on until both states were met.
  for (int i = 0; i < 20'000 || ((read == 0 || refused == 0) && i < 10'000'000); ++i) {
    if (i >= 20'000) std::this_thread::yield();
    const FileBytes file = disk->read(kListing + "file", 100);
    ++(file.ok() ? read : refused);
    if (file.ok() && file.bytes == "secret") FAIL("a link was followed");
  }
  done = true;
  swapper.join();
  CHECK(read > 0);
  CHECK(refused > 0);
}
