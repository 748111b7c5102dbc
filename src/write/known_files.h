// All that is known of the files of an output folder during one build.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "text/text_map.h"
#include "write/build_state.h"
#include "write/output_tree.h"
#include "write/prune.h"

namespace onshelf {

// A file as a build left it.
struct LeftFile {
  ContentHash content;
  ContentHash stamp;  // not known: it was too young
  OutputKey key;
  std::uint64_t size = 0;
};

// Calls use(folder) for each folder above a path, the nearest first, until it returns false.
template <class Use>
void for_folders_above(std::string_view path, Use use) {
  for (auto slash = path.rfind('/'); slash != std::string_view::npos; slash = path.rfind('/')) {
    path = path.substr(0, slash);
    if (!use(std::string(path))) return;
  }
}

class KnownFiles {
 public:
  // `adopted`: the state is gone but the folder is ours, so whatever stands at a claimed path is ours too.
  KnownFiles(const KnownOutputs& outputs, bool adopted);

  void claim(std::vector<std::string> paths);
  // Of the claims, those where nothing stands and that the build state does not know yet; views of the keys. `fresh`: the tree is empty.
  std::vector<std::string_view> find_new_claims(const OutputTree& tree, bool fresh);
  // Folders of claimed files that stood there before anything of ours.
  std::vector<std::string> find_foreign_folders(const OutputTree& tree, bool fresh);

  // What the last build wrote there; null: nothing. Valid until the next claim.
  const LeftFile* last(std::string_view path) const;
  bool is_ours(std::string_view path) const;
  bool is_planned(std::string_view path) const;
  void record(const std::string& path, const ContentHash& hash, const Stamp& stamp, const OutputKey& key,
              std::uint64_t size);
  void withdraw(const std::string& path);

  // What must go, sorted. `in_the_way`: only what stands where a claimed path needs a folder, or lies below one.
  std::vector<Removal> removals(bool in_the_way) const;
  void forget(const std::vector<std::string>& paths);
  // `now` as nanoseconds_now().
  OutputChanges changes(std::int64_t now) const;
  // Sorted; views of the keys.
  std::vector<std::string_view> planned_paths() const;
  const std::unordered_set<std::string>& found_folders() const { return found_folders_; }

 private:
  // Made before pages are, and only read while workers, which are forked then, share it: what is recorded meanwhile has memory of its
  // own, for each page of memory that is written to is copied.
  struct Entry {
    std::uint32_t number = 0;  // its place in `last_`, when that build wrote it, and in `done_`
    bool written_before : 1 = false;
    bool claimed_before : 1 = false;  // a build that did not end may have written it
    bool claimed : 1 = false;
    bool was_missing : 1 = false;  // when this build claimed it
    bool is_ours() const { return written_before || claimed_before || was_missing; }
  };
  struct Done {
    ContentHash content;  // what this build wrote, or found to be right
    Stamp stamp;
    OutputKey key;
    std::uint64_t size = 0;
    bool recorded = false;
    bool withdrawn = false;
  };

  const Entry* find(std::string_view path) const;
  Entry& entry(std::string path);
  Done& done_at(const std::string& path);
  const Done& done(const Entry& entry) const;
  // What was claimed but not recorded stays only as the last build left it: anything else is from a job that was lost.
  bool is_planned(const Entry& entry) const;
  bool collides_with_claims(const std::string& path) const;

  TextMap<Entry> files_;
  std::vector<LeftFile> last_;
  std::deque<Done> done_;  // as long as needed
  std::uint32_t numbered_ = 0;
  std::vector<std::string> gone_;  // rows to take out of the state
  std::unordered_set<std::string> found_folders_;
  // Of all claimed paths; made when somebody asks, for most builds have nothing new and nothing to take away.
  const std::unordered_set<std::string>& folders_on_the_way() const;
  mutable std::optional<std::unordered_set<std::string>> folders_on_the_way_;
  bool adopted_;
  bool unfinished_;
};

}  // namespace onshelf
