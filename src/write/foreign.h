// Files in the output folder that are not ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "write/known_files.h"
#include "write/output_tree.h"

namespace onshelf {

// Of folders that held nothing foreign when they were last looked into, so that nobody has to look again until they change.
class FolderStamps {
 public:
  FolderStamps() = default;
  // As bytes() gave them; anything else holds nothing.
  explicit FolderStamps(std::string_view bytes);

  bool has(std::string_view folder, const ContentHash& stamp) const;
  void add(std::string_view folder, const ContentHash& stamp);
  // In place of the one it had, to which a stamp that is not known puts an end. Sorted stays sorted.
  void set(std::string_view folder, const ContentHash& stamp);
  void sort();
  std::string bytes() const;
  bool empty() const { return stamps_.empty(); }
  friend bool operator==(const FolderStamps&, const FolderStamps&) = default;

 private:
  struct Entry {
    std::uint64_t folder;  // of its name
    std::uint64_t stamp;   // 0: no longer known; its place is kept, so that bytes() are as they were but for it
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  std::vector<Entry> stamps_;  // sorted
};

struct ForeignFiles {
  std::vector<std::string> paths;  // sorted; folders only when they are empty, with a slash
  FolderStamps clean;              // for the next build
  bool has_seen_all = true;        // no folder was passed over without a word that it is clean
};

// Looks into the folders that are to hold files of ours, but for those that `known` says were clean and have not changed. Where this
// build made them all (`is_fresh`), nor into those that hold one page only: what somebody put there meanwhile is for the next build.
ForeignFiles find_foreign(const OutputTree& tree, const KnownFiles& files, const FolderStamps& known, bool is_fresh);

}  // namespace onshelf
