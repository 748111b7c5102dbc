#include "load/disk_reader.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace onshelf {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

class DiskReader : public FileReader {
 public:
  explicit DiskReader(const std::string& root) : root_(open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    if (!root_) throw std::system_error(errno, std::generic_category(), root);
  }

  FileBytes read(std::string_view path, std::size_t limit) const override {
    // Non-blocking, so that a fifo planted in a folder cannot hold the build.
    Descriptor file(open_beneath(path, O_RDONLY | O_NONBLOCK));
    if (!file) return {{}, fault_of(errno)};
    struct stat status {};
    if (fstat(file.get(), &status) != 0) return {{}, ReadFault::unreadable};
    // A second name of a seller's file could be a secret of the machine that was linked into the folder.
    const bool is_shared = status.st_nlink > 1 && path.starts_with("content/");
    if (!S_ISREG(status.st_mode) || is_shared) return {{}, ReadFault::not_regular};
    if (static_cast<std::uint64_t>(status.st_size) > limit) return {{}, ReadFault::too_large};
    return read_all(file.get(), static_cast<std::size_t>(status.st_size), limit);
  }

  std::optional<std::vector<FolderEntry>> list(std::string_view folder) const override {
    Descriptor descriptor(open_beneath(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY));
    if (!descriptor) return std::nullopt;
    DIR* stream = fdopendir(descriptor.get());
    if (!stream) return std::nullopt;
    descriptor.release();
    std::vector<FolderEntry> entries;
    while (const dirent* entry = readdir(stream)) {
      if (entry->d_name[0] == '.') continue;
      unsigned char kind = entry->d_type;
      if (kind == DT_UNKNOWN) kind = kind_of(dirfd(stream), entry->d_name);
      entries.push_back({entry->d_name, kind == DT_DIR, kind != DT_DIR && kind != DT_REG});
    }
    closedir(stream);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return entries;
  }

 private:
  int open_beneath(std::string_view path, std::uint64_t flags) const {
    const std::string name(path);
    open_how how{};
    how.flags = flags | O_CLOEXEC | O_NOFOLLOW;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    return static_cast<int>(syscall(SYS_openat2, root_.get(), name.c_str(), &how, sizeof how));
  }

  static ReadFault fault_of(int error) {
    if (error == ELOOP) return ReadFault::not_regular;
    if (error == ENOENT || error == ENOTDIR || error == EXDEV || error == ENAMETOOLONG) return ReadFault::missing;
    return ReadFault::unreadable;
  }

  static unsigned char kind_of(int folder, const char* name) {
    struct stat status {};
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return DT_UNKNOWN;
    return S_ISREG(status.st_mode) ? DT_REG : S_ISDIR(status.st_mode) ? DT_DIR : DT_UNKNOWN;
  }

  static FileBytes read_all(int file, std::size_t expected, std::size_t limit) {
    FileBytes result;
    result.bytes.resize(expected + 1);  // one more, to see that the file did not grow
    std::size_t have = 0;
    while (true) {
      const ssize_t got = ::read(file, result.bytes.data() + have, result.bytes.size() - have);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return {{}, ReadFault::unreadable};
      have += static_cast<std::size_t>(got);
      if (got == 0) break;
      if (have > limit) return {{}, ReadFault::too_large};
      if (have == result.bytes.size()) result.bytes.resize(have * 2);
    }
    result.bytes.resize(have);
    return result;
  }

  Descriptor root_;
};

}  // namespace

std::unique_ptr<FileReader> open_disk(const std::string& root) { return std::make_unique<DiskReader>(root); }

}  // namespace onshelf
