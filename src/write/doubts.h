// Whether all that the last build wrote is there as it left it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "write/build_state.h"
#include "write/foreign.h"
#include "write/output_tree.h"

namespace onshelf {

struct Confirmed {
  std::int64_t began = 0;                            // before anything was looked at; as nanoseconds_now()
  std::vector<std::pair<std::size_t, Stamp>> files;  // into KnownOutputs::written: whose bytes had to be looked at
  FolderStamps folders;                              // that hold nothing but what the last build wrote
};

// By the stamps of all files and folders, and by the bytes of files whose stamp was too young, or that somebody touched. Nothing: one is
// gone or another one, or there are too many to look at. Files of `apart` need only be there. Not looked at are folders that hold one
// page only.
std::optional<Confirmed> confirm(const OutputTree& tree, const KnownOutputs& last, const std::set<std::size_t>& apart);

// The file of that path. Nothing: the last build wrote none.
std::optional<std::size_t> find_written(const KnownOutputs& last, std::string_view path);

}  // namespace onshelf
