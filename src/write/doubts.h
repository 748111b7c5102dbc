// Whether all that the last build wrote is there as it left it.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
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

// What they were looked at more closely for.
struct Confirmed {
  std::vector<std::pair<std::size_t, Stamp>> files;    // into KnownOutputs::written: their bytes are the last build's
  std::vector<std::pair<std::string, Stamp>> folders;  // nothing is in them but what the last build wrote
};

// Nothing: one of them is not what the last build left. Files of `apart` are left out.
std::optional<Confirmed> confirm(const OutputTree& tree, const KnownOutputs& last, const Doubts& doubts,
                                 const std::set<std::size_t>& apart);

// The file of that path. Nothing: the last build wrote none.
std::optional<std::size_t> find_written(const KnownOutputs& last, std::string_view path);

}  // namespace onshelf
