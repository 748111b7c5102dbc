// Which files of an output folder are ours when the build state is lost, or of another folder of the same name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "write/build_state.h"
#include "write/output_tree.h"

namespace onshelf {

// By what only this program makes: pages that name a style sheet by its hash, and names of media, assets, sitemaps and the index of search. A page
// that was withdrawn while the state was lost must not stay online; a file of anybody else must not go.
bool looks_like_ours(std::string_view path, const OutputTree& tree);

// Every such file of the folder but for those that are known.
std::vector<std::string> files_like_ours(const OutputTree& tree, const std::vector<KnownOutput>& known);

}  // namespace onshelf
