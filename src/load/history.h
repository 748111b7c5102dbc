// The publication history from its file.
#pragma once

#include <optional>
#include <string>

#include "findings/finding.h"
#include "model/file_reader.h"
#include "model/history.h"

namespace onshelf {

// An empty history when there is no such file. Nothing, and a finding, when it cannot be read: publishing without it would
// forget tombstones and times, so the build stops.
std::optional<History> load_history(const FileReader& disk, const std::string& path, Findings& findings);

}  // namespace onshelf
