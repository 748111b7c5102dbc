// The folder that is audited: every name in it, and the bytes of regular files. Nothing is followed, nothing is waited for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/file_reader.h"

namespace onshelf::audit {

struct FolderFile {
  std::string path;  // with "/" between parts, relative to the folder
  std::uint64_t size = 0;
  bool is_regular = true;  // false: a link, a fifo, a device
  bool is_closed = false;  // a folder that may not be looked into
};

class SiteFolder {
 public:
  // Throws std::system_error when there is no such folder.
  explicit SiteFolder(const std::string& root);
  ~SiteFolder();
  SiteFolder(const SiteFolder&) = delete;
  SiteFolder& operator=(const SiteFolder&) = delete;

  // Dot files too; sorted by path.
  std::vector<FolderFile> list() const;
  FileBytes read(const std::string& path, std::size_t limit) const;

 private:
  int open_beneath(const std::string& path, std::uint64_t flags) const;

  int root_;
};

}  // namespace onshelf::audit
