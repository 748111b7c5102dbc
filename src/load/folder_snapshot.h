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

// What is asked of that folder is answered from memory, so that the fingerprint is of what was seen. Files larger than a megabyte come
// from the disk again and are compared with it; all that lies elsewhere comes from the disk. What is not wanted is not read, and in the
// fingerprint by its name alone: where somebody asks for it all the same, it comes from the disk and tears the snapshot.
class FolderSnapshot : public FileReader {
 public:
  // Keeps references to `disk` and `secret`. Folders compare by fingerprint under one secret only.
  FolderSnapshot(const FileReader& disk, std::string folder, const WantFile& want, const HashSecret& secret);

  // Of names and bytes. Nothing when a file is too large to be read for it, or could not be read this time.
  const std::optional<ContentHash>& fingerprint() const { return fingerprint_; }
  // Of the folder as it was read, where the disk can tell.
  const std::optional<FolderStamp>& stamp() const { return stamp_; }
  // Something that was asked for is not, or not any more, what the fingerprint is of.
  bool is_torn() const { return is_torn_ || lacks_asked_; }
  // It was not wanted.
  bool lacks_asked() const { return lacks_asked_; }

  FileBytes read(std::string_view path, std::size_t limit) const override;
  FileHead read_head(std::string_view path, std::size_t most, std::uint64_t limit) const override;
  std::optional<std::vector<FolderEntry>> list(std::string_view folder) const override;

 private:
  struct Seen {
    FileBytes file;     // without its bytes when they are too many, or not wanted
    ContentHash large;  // of these
    bool is_wanted = true;
  };
  // Null: it comes from the disk. `again` holds what was read a second time.
  const FileBytes* find(std::string_view path, FileBytes& again) const;
  ContentHash hash_of(const FileBytes& file) const;

  const FileReader& disk_;
  std::string folder_;
  const HashSecret& secret_;
  bool is_too_much_ = false;  // nothing is known of it
  std::optional<std::vector<FolderEntry>> entries_;
  std::map<std::string, Seen, std::less<>> files_;  // by name
  std::optional<ContentHash> fingerprint_;
  std::optional<FolderStamp> stamp_;
  mutable bool is_torn_ = false, lacks_asked_ = false;
};

}  // namespace onshelf
