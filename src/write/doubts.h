// Whether all that the last build wrote is there as it left it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "write/build_state.h"
#include "write/output_tree.h"

namespace onshelf {

// What its stamp does not tell of: it was too young, or somebody touched it.
struct Doubts {
  std::vector<std::size_t> files;  // into KnownOutputs::written
  std::vector<std::string> folders;
};

// By the stamps of all files and folders. Nothing: a file is gone, or there are more than `most` to doubt. Not looked at are folders that
// hold one page only.
std::optional<Doubts> find_doubts(const OutputTree& tree, const KnownOutputs& last, std::size_t most);

// Whether a folder holds nothing but what is in `last`.
bool holds_only_ours(const OutputTree& tree, const KnownOutputs& last, const std::string& folder);

// The file of that path. Nothing: the last build wrote none.
std::optional<std::size_t> find_written(const KnownOutputs& last, std::string_view path);

}  // namespace onshelf
