// Removes what the site no longer has.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "text/content_hash.h"
#include "write/output_tree.h"

namespace onshelf {

struct Removal {
  std::string path;
  std::optional<ContentHash> only_if;  // its content must still be this; absent: ours whatever it holds
};

struct Pruned {
  std::vector<std::string> removed;
  std::vector<std::string> changed;  // someone else's by now: kept
};

// Folders that became empty go too, except those in `found_folders` and whatever holds anything else.
Pruned prune(OutputTree& tree, const std::vector<Removal>& removals,
             const std::unordered_set<std::string>& found_folders);

}  // namespace onshelf
