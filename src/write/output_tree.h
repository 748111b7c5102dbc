// The files below the output folder, reached from one open descriptor. No link is followed at any part of a path, so
// whatever was planted in the folder, nothing outside it is read, written or removed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/file_time.h"
#include "text/content_hash.h"
#include "write/file_descriptor.h"

namespace onshelf {

// "en/products/gitea/index.html": relative, "/" between parts, no empty, "." or ".." part, no control character.
bool is_output_path(std::string_view path);

enum class Standing : std::uint8_t {
  missing,
  regular,
  foreign,  // a folder, link or device, or one of those where a folder of the path should be
};

// Tells without reading that a file or folder is as it was: size, times, inode.
struct Stamp {
  ContentHash value;        // not known: nothing of that kind stands there
  std::int64_t newest = 0;  // nanoseconds since 1970, of its last change

  // A stamp says nothing of changes in the same tick of the file system's clock.
  ContentHash when_settled(std::int64_t now) const { return newest + kLongestTick < now ? value : ContentHash{}; }
};

struct ExistingFile {
  Standing standing = Standing::missing;
  FileDescriptor file;  // regular: open for reading
  std::uint64_t size = 0;
  Stamp stamp;  // regular: its
};

// Functions throw std::system_error naming the path when the machine fails. A failed write leaves nothing behind.
class OutputTree {
 public:
  OutputTree(FileDescriptor root, bool survive_power_cut);
  // Before the first put(): a folder of the same file system where files are written before they are renamed to their place.
  void stage_in(FileDescriptor staging) { staging_ = std::move(staging); }

  ExistingFile open_existing(std::string_view path) const;
  bool is_equal(const ExistingFile& existing, std::string_view path, std::string_view bytes) const;
  ContentHash hash_of(const ExistingFile& existing, std::string_view path) const;
  // Of a regular file with these bytes; nothing: something else is there. One of another size is not read.
  std::optional<Stamp> stamp_if_it_has(std::string_view path, std::uint64_t size, const ContentHash& content) const;

  // Tells this folder from any other of this machine; a copy of it is another one.
  ContentHash place() const;
  // Of a regular file, and of a folder.
  // (Asked for many in the order of their paths, they walk to each folder once.)
  Stamp stamp_of_file(std::string_view path) const;
  Stamp stamp_of_folder(std::string_view path) const;

  // Straight to its place: the cheapest way, for a tree nobody looks at yet. Nothing: something stands there.
  std::optional<Stamp> create(std::string_view path, std::string_view bytes);
  // Whole or not at all: written elsewhere, then renamed. With `over` it takes the place of the file that stands there.
  // Nothing: something stands in the way.
  std::optional<Stamp> put(std::string_view path, std::string_view bytes, bool over);

  // False: it is not there, or no file.
  bool remove_file(std::string_view path);
  // False: not empty, or no folder.
  bool remove_folder(std::string_view path);

  // What a folder holds: names, and of folders with a slash at the end. Empty as well when it is no folder.
  std::vector<std::string> list(const std::string& folder) const;
  // Every file, link and device below a folder, in no order; folders only when they are empty, with a slash.
  std::vector<std::string> walk(const std::string& folder) const;
  // But for `ignored`, a name.
  bool is_empty(std::string_view ignored) const;
  // Has the file system write down all of it, names and all.
  void sync() const;

 private:
  std::pair<int, const char*> near(std::string_view folder, std::string_view path) const;
  int folder(std::string_view path, bool make);
  int open_folder(int parent, const std::string& name, bool make) const;

  FileDescriptor root_, staging_;
  bool survive_power_cut_;
  std::uint64_t staged_ = 0;
  std::string last_made_;  // the folder create() made last: its next files need not ask for it
  mutable std::unordered_map<std::string, FileDescriptor> near_;  // folders that stamps were asked for in
  mutable std::string near_name_;
  std::unordered_map<std::string, FileDescriptor> folders_;  // a few, to save walking to them again
};

}  // namespace onshelf
