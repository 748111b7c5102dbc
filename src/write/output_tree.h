// The files below the output folder, reached from one open descriptor. No link is followed at any part of a path, so
// whatever was planted in the folder, nothing outside it is read, written or removed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "write/content_hash.h"
#include "write/file_descriptor.h"

namespace onshelf {

// "en/products/gitea/index.html": relative, "/" between parts, no empty, "." or ".." part, no control character.
bool is_output_path(std::string_view path);

enum class Standing : std::uint8_t {
  missing,
  regular,
  foreign,  // a folder, link or device, or one of those where a folder of the path should be
};

struct ExistingFile {
  Standing standing = Standing::missing;
  FileDescriptor file;  // regular: open for reading
  std::uint64_t size = 0;
};

// Functions throw std::system_error naming the path when the machine fails. A failed write leaves nothing behind.
class OutputTree {
 public:
  // `staging` is a folder of the same file system where files are written before they are renamed to their place.
  OutputTree(FileDescriptor root, FileDescriptor staging, bool survive_power_cut);

  ExistingFile open_existing(std::string_view path) const;
  bool is_equal(const ExistingFile& existing, std::string_view path, std::string_view bytes) const;
  ContentHash hash_of(const ExistingFile& existing, std::string_view path) const;

  // Straight to its place: the cheapest way, for a tree nobody looks at yet. False: something stands there.
  bool create(std::string_view path, std::string_view bytes);
  // Whole or not at all: written elsewhere, then renamed. With `over` it takes the place of the file that stands there.
  // False: something stands in the way.
  bool put(std::string_view path, std::string_view bytes, bool over);

  // False: it is not there, or no file.
  bool remove_file(std::string_view path);
  // False: not empty, or no folder.
  bool remove_folder(std::string_view path);

  // Every file, link and device below the root, in no order; folders only when they are empty, with a slash.
  std::vector<std::string> walk() const;
  // But for `ignored`, a name.
  bool is_empty(std::string_view ignored) const;
  // Has the file system write down all of it, names and all.
  void sync() const;

 private:
  int folder(std::string_view path, bool make);
  int open_folder(int parent, const std::string& name, bool make) const;

  FileDescriptor root_, staging_;
  bool survive_power_cut_;
  std::uint64_t staged_ = 0;
  std::string last_made_;  // the folder create() made last: its next files need not ask for it
  std::unordered_map<std::string, FileDescriptor> folders_;  // a few, to save walking to them again
};

}  // namespace onshelf
