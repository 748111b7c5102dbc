// Any bytes as the build state, an SQLite file: what it says is read or thrown away, never a path outside the output
// folder, and a state that was thrown away is a new one the next time.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>

#include "fuzz.h"
#include "write/build_state.h"
#include "write/output_tree.h"

using namespace onshelf;
using namespace onshelf::fuzz;

namespace {

// In memory where the system has such a folder: thousands of files a second are written.
std::string state_file() {
  const bool has_memory = std::filesystem::is_directory("/dev/shm");
  const auto folder = has_memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
  return folder / ("onshelf-fuzz-" + std::to_string(getpid()) + ".sqlite");
}

struct StateFile {
  const std::string path = state_file();
  StateFile() = default;
  StateFile(const StateFile&) = delete;
  StateFile& operator=(const StateFile&) = delete;
  ~StateFile() { clear(); }
  void clear() const {
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) std::remove((path + ending).c_str());
  }
  void write(std::string_view bytes) const {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    require(file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size());
    require(std::fclose(file) == 0);
  }
};

void require_inside(const KnownOutputs& known) {
  for (const KnownOutput& output : known.written) require(is_output_path(output.path));
  for (const std::string& path : known.claimed) require(is_output_path(path));
  for (const std::string& path : known.found_folders) require(is_output_path(path));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const StateFile file;
  file.clear();
  file.write(bytes_of(data, size));
  BuildState state(file.path, "/site/public");
  const KnownOutputs known = state.load();
  require_inside(known);
  if (known.damaged) {
    require(known.empty());
    require(!std::filesystem::exists(file.path));
    const KnownOutputs fresh = state.load();
    require(fresh.empty() && !fresh.damaged);
    return 0;
  }
  try {
    state.claim({"index.html"}, {});
    OutputChanges changes;
    changes.written.push_back({"index.html", {1, 2}, {3, 4}, {5, 6, 7}, 8});
    changes.kept[KeptText::standing] = std::string(size, 'x');
    state.finish(changes);
    require(state.kept(KeptText::standing) == changes.kept[KeptText::standing]);
  } catch (const std::system_error&) {
    return 0;  // damage in a part that was not read: the build ends with this message
  }
  require_inside(state.load());
  return 0;
}
