#include "write/prune.h"

namespace onshelf {
namespace {

void remove_empty_folders(OutputTree& tree, std::string path, const std::unordered_set<std::string>& found_folders) {
  for (auto slash = path.rfind('/'); slash != std::string::npos; slash = path.rfind('/')) {
    path.resize(slash);
    if (found_folders.count(path) || !tree.remove_folder(path)) return;
  }
}

}  // namespace

Pruned prune(OutputTree& tree, const std::vector<Removal>& removals,
             const std::unordered_set<std::string>& found_folders) {
  Pruned pruned;
  for (const Removal& removal : removals) {
    const ExistingFile existing = tree.open_existing(removal.path);
    if (existing.standing == Standing::missing) {
      // A killed build may have been stopped between a file and its folder.
      remove_empty_folders(tree, removal.path, found_folders);
      continue;
    }
    const bool ours = existing.standing == Standing::regular &&
                      (!removal.only_if || tree.hash_of(existing, removal.path) == *removal.only_if);
    if (!ours) {
      pruned.changed.push_back(removal.path);
    } else if (tree.remove_file(removal.path)) {
      pruned.removed.push_back(removal.path);
      remove_empty_folders(tree, removal.path, found_folders);
    }
  }
  return pruned;
}

}  // namespace onshelf
