#include "write/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <system_error>

namespace onshelf {

FileDescriptor lock_folder(const std::string& path) {
  FileDescriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) throw std::system_error(errno, std::generic_category(), fmt::format("cannot open folder {}", path));
  // The workers of a build that was just killed take a moment to go.
  for (int turn = 0; turn < 30; ++turn) {
    if (flock(folder.get(), LOCK_EX | LOCK_NB) == 0) return folder;
    if (errno != EWOULDBLOCK && errno != EINTR)
      throw std::system_error(errno, std::generic_category(), fmt::format("cannot lock folder {}", path));
    usleep(10000);
  }
  return {};
}

}  // namespace onshelf
