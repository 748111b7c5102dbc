// A read-only view of a site's files: the real disk, or one in memory for tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/content_hash.h"

namespace onshelf {

struct FolderEntry {
  std::string name;
  bool is_folder = false;
  bool is_other = false;  // a link, a fifo, a device: nothing that may be read
};

enum class ReadFault : std::uint8_t { none, missing, not_regular, too_large, unreadable };

struct FileBytes {
  std::string bytes;
  ReadFault fault = ReadFault::none;
  bool ok() const { return fault == ReadFault::none; }
};

// The first bytes of a file, and how many it has in all.
struct FileHead {
  std::string bytes;
  std::uint64_t size = 0;
  ReadFault fault = ReadFault::none;
  bool ok() const { return fault == ReadFault::none; }
};

// Tells without reading that what lies in a folder is as it was: names, sizes, times, inodes of its files. Sellers choose most of
// them, so that it is a hash which nobody can aim at. (What a program writes through shared memory may leave all of them as they were.)
struct FolderStamp {
  ContentHash value;
  // Something changed so shortly ago that a later change may not show: in the same tick of the file system's clock.
  bool is_settled = false;
};

// False: the file of that name is not to be read.
using WantFile = std::function<bool(std::string_view name)>;
// Takes an entry of a folder, and what read() would give of it when it is a file that is wanted. False: enough of them.
using SeeEntry = std::function<bool(const FolderEntry&, std::optional<FileBytes>)>;

struct FolderRead {
  bool is_there = false;
  // Of what was read, or of before it was changed: a stamp that comes true later is of these bytes. Nothing where stamp() has nothing,
  // or SeeEntry had enough.
  std::optional<FolderStamp> stamp;
};

// Paths are relative to the root, with "/" between parts; a path that would leave the root is `missing`.
class FileReader {
 public:
  virtual ~FileReader() = default;
  // Links are not followed, at no part of the path. `limit` is the largest size accepted, in bytes.
  virtual FileBytes read(std::string_view path, std::size_t limit) const = 0;
  // At most `most` bytes; of a file of any size, but for one larger than `limit`, which is `too_large`.
  virtual FileHead read_head(std::string_view path, std::size_t most, std::uint64_t limit) const = 0;
  // Sorted by name; nothing when there is no such folder. Dot files are not listed.
  virtual std::optional<std::vector<FolderEntry>> list(std::string_view folder) const = 0;
  // Of a folder's files, not of folders in it; nothing when there is no such folder, or nothing can be told of it.
  virtual std::optional<FolderStamp> stamp(std::string_view folder) const {
    (void)folder;
    return std::nullopt;
  }
  // Hands on what list() and read() give of a folder, by name, with one look for all; `limit` is of each file. Files that `want` refuses
  // are in the stamp, and are not opened.
  virtual FolderRead read_folder(std::string_view folder, std::size_t limit, const WantFile& want,
                                 const SeeEntry& see) const;
};

// "a link", "larger than 1 MiB": why a read failed, for messages.
std::string_view describe(ReadFault fault);

}  // namespace onshelf
