#include "commands/read_history.h"

#include "load/disk_reader.h"
#include "load/history.h"

namespace onshelf {

namespace fs = std::filesystem;

fs::path history_file(const fs::path& site, const std::string& named) {
  return named.empty() ? site / ".onshelf" / "history.json" : fs::path(named);
}

// It may lie anywhere, so it is read from the folder it is in.
std::optional<History> read_history(const fs::path& file, Findings& findings) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::exists(folder)) return History{};
  return load_history(*open_disk(folder.string()), file.filename().string(), findings);
}

}  // namespace onshelf
