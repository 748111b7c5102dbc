#include "audit/site_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>

namespace onshelf::audit {

SiteFolder::SiteFolder(const std::string& root) : root_(open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
  if (root_ < 0) throw std::system_error(errno, std::generic_category(), root);
}

SiteFolder::~SiteFolder() { close(root_); }

int SiteFolder::open_beneath(const std::string& path, std::uint64_t flags) const {
  open_how how{};
  how.flags = flags | O_CLOEXEC | O_NOFOLLOW;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  return static_cast<int>(syscall(SYS_openat2, root_, path.c_str(), &how, sizeof how));
}

std::vector<FolderFile> SiteFolder::list() const {
  std::vector<FolderFile> files;
  std::vector<std::string> folders = {""};
  while (!folders.empty()) {
    const std::string folder = std::move(folders.back());
    folders.pop_back();
    const int descriptor = open_beneath(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
    DIR* stream = descriptor < 0 ? nullptr : fdopendir(descriptor);
    if (!stream) {
      if (descriptor >= 0) close(descriptor);
      if (folder.empty()) throw std::system_error(errno, std::generic_category(), "the folder of the site");
      files.push_back({folder, 0, true, true});
      continue;
    }
    while (const dirent* entry = readdir(stream)) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      std::string path = folder.empty() ? std::string(name) : folder + "/" + std::string(name);
      struct stat status {};
      const bool known = fstatat(dirfd(stream), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0;
      if (known && S_ISDIR(status.st_mode))
        folders.push_back(std::move(path));
      else
        files.push_back(
            {std::move(path), static_cast<std::uint64_t>(status.st_size), known && S_ISREG(status.st_mode)});
    }
    closedir(stream);
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

FileBytes SiteFolder::read(const std::string& path, std::size_t limit) const {
  // Non-blocking, so that a fifo that took the file's place cannot hold the audit.
  const int file = open_beneath(path, O_RDONLY | O_NONBLOCK);
  if (file < 0) return {{}, errno == ELOOP ? ReadFault::not_regular : ReadFault::unreadable};
  FileBytes result;
  struct stat status {};
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
    result.fault = ReadFault::not_regular;
  else if (static_cast<std::uint64_t>(status.st_size) > limit)
    result.fault = ReadFault::too_large;
  std::size_t have = 0;
  if (result.ok()) result.bytes.resize(static_cast<std::size_t>(status.st_size));
  // A file that grows meanwhile is read as it was when opened.
  while (result.ok() && have < result.bytes.size()) {
    const ssize_t got = ::read(file, result.bytes.data() + have, result.bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) result = {{}, ReadFault::unreadable};
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  close(file);
  if (result.ok()) result.bytes.resize(have);
  return result;
}

}  // namespace onshelf::audit
