// The publication history where it lies.
#pragma once

#include <filesystem>
#include <optional>

#include "findings/finding.h"
#include "model/history.h"

namespace onshelf {

// .onshelf/history.json of the site, unless the user named another file.
std::filesystem::path history_file(const std::filesystem::path& site, const std::string& named);

// An empty one when there is none yet; nothing, and findings, when it cannot be read.
std::optional<History> read_history(const std::filesystem::path& file, Findings& findings);

}  // namespace onshelf
