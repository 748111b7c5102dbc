#include "load/folder_snapshot.h"

#include "support/catch.h"
#include "support/memory_disk.h"

namespace onshelf {
namespace {

const std::string kFolder = "content/listings/a";
constexpr HashSecret kSecret{};
bool all(std::string_view) { return true; }
bool no_pictures(std::string_view name) { return !name.ends_with(".png"); }

MemoryDisk small_folder() {
  MemoryDisk disk;
  disk.put(kFolder + "/listing.json", "{}");
  disk.put(kFolder + "/icon.png", "picture");
  return disk;
}

TEST_CASE("a snapshot answers what it has seen, whatever becomes of the folder") {
  MemoryDisk disk = small_folder();
  const FolderSnapshot snapshot(disk, kFolder, all, kSecret);
  const auto fingerprint = snapshot.fingerprint();
  REQUIRE(fingerprint);
  CHECK(*fingerprint == *FolderSnapshot(disk, kFolder, all, kSecret).fingerprint());

  disk.put(kFolder + "/listing.json", "{\"id\": 1}");
  disk.put(kFolder + "/later.md", "later");
  CHECK(snapshot.read(kFolder + "/listing.json", 100).bytes == "{}");
  CHECK(snapshot.read_head(kFolder + "/icon.png", 3, 100).bytes == "pic");
  CHECK(snapshot.read(kFolder + "/icon.png", 3).fault == ReadFault::too_large);
  // The fingerprint knows nothing of it: a listing that was made with it would be taken for one without.
  CHECK(snapshot.read(kFolder + "/later.md", 100).fault == ReadFault::missing);
  CHECK(snapshot.read_head(kFolder + "/later.md", 3, 100).fault == ReadFault::missing);
  CHECK(snapshot.list(kFolder)->size() == 2);
  CHECK_FALSE(snapshot.is_torn());
  CHECK(*FolderSnapshot(disk, kFolder, all, kSecret).fingerprint() != *fingerprint);
}

TEST_CASE("what is not wanted is in the fingerprint by its name, and tears the snapshot of whoever asks") {
  MemoryDisk disk = small_folder();
  const FolderSnapshot snapshot(disk, kFolder, no_pictures, kSecret);
  const auto fingerprint = snapshot.fingerprint();
  REQUIRE(fingerprint);
  CHECK(*fingerprint != *FolderSnapshot(disk, kFolder, all, kSecret).fingerprint());
  CHECK(snapshot.list(kFolder)->size() == 2);
  CHECK(snapshot.read(kFolder + "/listing.json", 100).bytes == "{}");
  CHECK_FALSE(snapshot.is_torn());

  disk.put(kFolder + "/icon.png", "another picture");
  CHECK(*FolderSnapshot(disk, kFolder, no_pictures, kSecret).fingerprint() == *fingerprint);
  CHECK_FALSE(snapshot.lacks_asked());
  CHECK(snapshot.read_head(kFolder + "/icon.png", 7, 100).bytes == "another");
  CHECK(snapshot.is_torn());
  CHECK(snapshot.lacks_asked());
  disk.put(kFolder + "/icon-2.png", "picture");
  CHECK(*FolderSnapshot(disk, kFolder, no_pictures, kSecret).fingerprint() != *fingerprint);
}

TEST_CASE("a folder that comes later is not there, and an empty one is empty") {
  MemoryDisk disk;
  const FolderSnapshot snapshot(disk, kFolder, all, kSecret);
  disk.put(kFolder + "/listing.json", "{}");
  CHECK_FALSE(snapshot.list(kFolder));
  CHECK(snapshot.read(kFolder + "/listing.json", 100).fault == ReadFault::missing);
}

TEST_CASE("a large file that is another one when it is read again tears the snapshot") {
  MemoryDisk disk = small_folder();
  const std::string large(3u << 20, 'a');
  disk.put(kFolder + "/guide.pdf", large);
  const FolderSnapshot snapshot(disk, kFolder, all, kSecret);
  CHECK(snapshot.read(kFolder + "/guide.pdf", 4u << 20).bytes == large);
  CHECK(snapshot.read_head(kFolder + "/guide.pdf", 4, 4u << 20).bytes == "aaaa");
  CHECK(snapshot.read(kFolder + "/guide.pdf", 1u << 20).fault == ReadFault::too_large);
  CHECK_FALSE(snapshot.is_torn());
  disk.put(kFolder + "/guide.pdf", large + 'b');
  CHECK(snapshot.read_head(kFolder + "/guide.pdf", 4, 4u << 20).bytes == "aaaa");
  CHECK(snapshot.is_torn());
}

// A disk that fails for one file.
class FailingDisk : public MemoryDisk {
 public:
  explicit FailingDisk(const MemoryDisk& disk) : MemoryDisk(disk) {}
  FileBytes read(std::string_view path, std::size_t limit) const override {
    return path.ends_with("icon.png") ? FileBytes{{}, ReadFault::unreadable} : MemoryDisk::read(path, limit);
  }
};

TEST_CASE("what could not be read this time is not remembered") {
  const FailingDisk disk(small_folder());
  const FolderSnapshot snapshot(disk, kFolder, all, kSecret);
  CHECK_FALSE(snapshot.fingerprint());
  CHECK_FALSE(snapshot.stamp());
  CHECK(snapshot.read(kFolder + "/icon.png", 100).fault == ReadFault::unreadable);
  CHECK(snapshot.read(kFolder + "/listing.json", 100).ok());
}

}  // namespace
}  // namespace onshelf
