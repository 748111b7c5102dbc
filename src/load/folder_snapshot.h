// A folder's files, read once: for their fingerprint and for whoever judges them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/file_reader.h"
#include "text/secure_hash.h"

namespace onshelf {

// What is asked of that folder is answered from memory, so that the fingerprint is of what was seen; files larger than a
// megabyte, and all that lies elsewhere, come from the disk.
class FolderSnapshot : public FileReader {
 public:
  // Keeps a reference to `disk`. Folders compare by fingerprint under one secret only.
  FolderSnapshot(const FileReader& disk, std::string folder, const HashSecret& secret);

  // Of names and bytes. Nothing when a file is too large to be read for it.
  const std::optional<ContentHash>& fingerprint() const { return fingerprint_; }
  // Of the folder as it was read, where the disk can tell. Files that come from the disk again may have changed since.
  const std::optional<FolderStamp>& stamp() const { return stamp_; }
  // All of the folder is answered from memory.
  bool is_whole() const { return is_whole_; }

  FileBytes read(std::string_view path, std::size_t limit) const override;
  FileHead read_head(std::string_view path, std::size_t most, std::uint64_t limit) const override;
  std::optional<std::vector<FolderEntry>> list(std::string_view folder) const override;

 private:
  const FileBytes* find(std::string_view path) const;

  const FileReader& disk_;
  std::string folder_;
  std::optional<std::vector<FolderEntry>> entries_;
  std::map<std::string, FileBytes, std::less<>> files_;  // by name
  std::optional<ContentHash> fingerprint_;
  std::optional<FolderStamp> stamp_;
  bool is_whole_ = true;
};

}  // namespace onshelf
