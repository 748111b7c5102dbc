#include "commands/installed.h"

#include <cstdlib>
#include <system_error>

namespace onshelf {
namespace fs = std::filesystem;
namespace {

bool holds_default_files(const fs::path& folder) {
  std::error_code ignored;  // a folder that may not be read does not hold them
  return fs::is_directory(folder / "templates", ignored) && fs::is_directory(folder / "themes", ignored) &&
         fs::is_directory(folder / "site" / "schemas", ignored);
}

}  // namespace

fs::path default_files_root() {
  if (const char* given = std::getenv("ONSHELF_DATA"); given != nullptr && *given != '\0') return given;

  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  const fs::path folder = program.parent_path();

  if (fs::path installed = folder.parent_path() / "share" / "onshelf"; holds_default_files(installed)) return installed;

  // build/<preset>/onshelf: the source tree is two folders up. Looking further could find a stranger's folders.
  if (fs::path sources = folder.parent_path().parent_path(); holds_default_files(sources)) return sources;
  return {};
}

}  // namespace onshelf
