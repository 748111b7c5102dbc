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

#include "model/file_time.h"

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
    const OpenFile file = open_file(path, limit);
    if (file.fault != ReadFault::none) return {{}, file.fault};
    return read_all(file.descriptor.get(), static_cast<std::size_t>(file.size), limit);
  }

  FileHead read_head(std::string_view path, std::size_t most, std::uint64_t limit) const override {
    const OpenFile file = open_file(path, limit);
    if (file.fault != ReadFault::none) return {{}, 0, file.fault};
    FileHead head;
    head.size = file.size;
    head.bytes.resize(std::min<std::uint64_t>(most, file.size));
    const auto have = read_up_to(file.descriptor.get(), head.bytes);
    if (!have) return {{}, 0, ReadFault::unreadable};
    head.bytes.resize(*have);
    return head;
  }

  std::optional<std::vector<FolderEntry>> list(std::string_view folder) const override {
    std::vector<FolderEntry> entries;
    const bool is_there = for_entries(folder, [&](int, const char* name, unsigned char kind) {
      entries.push_back({name, kind == DT_DIR, kind != DT_DIR && kind != DT_REG});
    });
    if (!is_there) return std::nullopt;
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return entries;
  }

  std::optional<FolderStamp> stamp(std::string_view folder) const override {
    const std::int64_t now = nanoseconds_now();
    FolderStamp stamp{{}, true};
    const bool is_there = for_entries(folder, [&](int in, const char* name, unsigned char kind) {
      std::int64_t parts[6] = {kind, 0, 0, 0, 0, 0};
      struct stat status;
      if (kind != DT_DIR && fstatat(in, name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
        parts[1] = status.st_size;
        parts[2] = nanoseconds(status.st_mtim);
        parts[3] = nanoseconds(status.st_ctim);
        parts[4] = static_cast<std::int64_t>(status.st_ino);
        parts[5] = static_cast<std::int64_t>(status.st_nlink);
        if (std::max(parts[2], parts[3]) + kLongestTick >= now) stamp.is_settled = false;
      }
      // A sum, for a folder tells its entries in no order.
      const ContentHash of_name = content_hash(name);
      const std::string_view bytes(reinterpret_cast<const char*>(parts), sizeof parts);
      const ContentHash of_parts = content_hash(bytes);
      const std::uint64_t both[4] = {of_name.low, of_name.high, of_parts.low, of_parts.high};
      const ContentHash entry = content_hash({reinterpret_cast<const char*>(both), sizeof both});
      stamp.value.low += entry.low;
      stamp.value.high += entry.high;
    });
    return is_there ? std::optional(stamp) : std::nullopt;
  }

 private:
  struct OpenFile {
    Descriptor descriptor;
    std::uint64_t size = 0;
    ReadFault fault = ReadFault::none;
  };

  OpenFile open_file(std::string_view path, std::uint64_t limit) const {
    // Non-blocking, so that a fifo planted in a folder cannot hold the build.
    Descriptor file(open_beneath(path, O_RDONLY | O_NONBLOCK));
    if (!file) return {Descriptor(-1), 0, fault_of(errno)};
    struct stat status {};
    if (fstat(file.get(), &status) != 0) return {Descriptor(-1), 0, ReadFault::unreadable};
    // A second name of a seller's file could be a secret of the machine that was linked into the folder.
    const bool is_shared = status.st_nlink > 1 && path.starts_with("content/");
    if (!S_ISREG(status.st_mode) || is_shared) return {Descriptor(-1), 0, ReadFault::not_regular};
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > limit) return {Descriptor(-1), 0, ReadFault::too_large};
    return {Descriptor(file.release()), size, ReadFault::none};
  }

  // Fills `bytes`; less when the file ends before. Nothing: it cannot be read.
  static std::optional<std::size_t> read_up_to(int file, std::string& bytes) {
    std::size_t have = 0;
    while (have < bytes.size()) {
      const ssize_t got = ::read(file, bytes.data() + have, bytes.size() - have);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return std::nullopt;
      if (got == 0) break;
      have += static_cast<std::size_t>(got);
    }
    return have;
  }

  // Calls use(folder, name, kind) for each entry that is no dot file. False: there is no such folder.
  template <class Use>
  bool for_entries(std::string_view folder, Use use) const {
    Descriptor descriptor(open_beneath(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY));
    if (!descriptor) return false;
    DIR* stream = fdopendir(descriptor.get());
    if (!stream) return false;
    descriptor.release();
    while (const dirent* entry = readdir(stream)) {
      if (entry->d_name[0] == '.') continue;
      unsigned char kind = entry->d_type;
      if (kind == DT_UNKNOWN) kind = kind_of(dirfd(stream), entry->d_name);
      use(dirfd(stream), entry->d_name, kind);
    }
    closedir(stream);
    return true;
  }

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
      const bool is_end = static_cast<std::size_t>(got) < result.bytes.size() - have;  // of a regular file
      have += static_cast<std::size_t>(got);
      if (is_end) break;
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
