#include "write/write_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "write/file_descriptor.h"

namespace onshelf {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path) {
  throw std::system_error(errno, std::generic_category(), fmt::format("cannot write {}", path.string()));
}

bool holds(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  if (!fs::is_regular_file(path, error) || fs::file_size(path, error) != bytes.size()) return false;
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {}) == bytes;
}

bool fill(FileDescriptor file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return fsync(file.get()) == 0 && file.close_now() == 0;
}

}  // namespace

void write_file(const fs::path& path, std::string_view bytes, unsigned mode) {
  if (holds(path, bytes)) return;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  fs::create_directories(folder);
  const fs::path temporary = folder / fmt::format(".{}.{}", path.filename().string(), getpid());
  unlink(temporary.c_str());  // of a killed build whose number came round again
  FileDescriptor file(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (!file) fail(path);
  if (!fill(std::move(file), bytes) || rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    unlink(temporary.c_str());
    errno = error;
    fail(path);
  }
  // The rename itself.
  const FileDescriptor holder(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!holder || fsync(holder.get()) != 0) fail(path);
}

}  // namespace onshelf
