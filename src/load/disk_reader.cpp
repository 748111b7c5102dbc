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
#include "text/secure_hash.h"

namespace onshelf {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }
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
    return read_all(open_file(path, limit), limit);
  }

  FileHead read_head(std::string_view path, std::size_t most, std::uint64_t limit) const override {
    const OpenFile file = open_file(path, limit);
    if (file.fault != ReadFault::none) return {{}, 0, file.fault};
    FileHead head;
    head.size = file.size();
    head.bytes.resize(std::min<std::uint64_t>(most, head.size));
    const auto have = read_up_to(file.descriptor.get(), head.bytes);
    if (!have) return {{}, 0, ReadFault::unreadable};
    head.bytes.resize(*have);
    return head;
  }

  std::optional<std::vector<FolderEntry>> list(std::string_view folder) const override {
    const OpenFolder open(open_beneath(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY));
    return open ? std::optional(entries_of(open)) : std::nullopt;
  }

  std::optional<FolderStamp> stamp(std::string_view folder) const override {
    Stamping stamping;
    const OpenFolder open(open_beneath(folder, O_RDONLY | O_DIRECTORY));
    if (!open) return std::nullopt;
    for (const FolderEntry& entry : entries_of(open)) stamping.add(entry, look_at(open, entry));
    return stamping.stamp();
  }

  FolderRead read_folder(std::string_view folder, std::size_t limit, const WantFile& want,
                         const SeeEntry& see) const override {
    Stamping stamping;
    const OpenFolder open(open_beneath(folder, O_RDONLY | O_DIRECTORY));
    if (!open) return {};
    for (const FolderEntry& entry : entries_of(open)) {
      std::optional<FileBytes> file;
      if (entry.is_folder || entry.is_other || !want(entry.name)) {
        stamping.add(entry, look_at(open, entry));
      } else {
        // One part of a path, beneath what was opened beneath the root, is not looked for anywhere else.
        const OpenFile opened =
            checked(Descriptor(openat(open.get(), entry.name.c_str(), kToRead | O_CLOEXEC | O_NOFOLLOW)),
                    is_of_sellers(folder), limit);
        stamping.add(entry, opened.descriptor ? opened.status : look_at(open, entry));
        file = read_all(opened, limit);
      }
      if (!see(entry, std::move(file))) return {true, {}};
    }
    return {true, stamping.stamp()};
  }

 private:
  // Non-blocking, so that a fifo planted in a folder cannot hold the build.
  static constexpr int kToRead = O_RDONLY | O_NONBLOCK;

  struct OpenFile {
    Descriptor descriptor;
    ReadFault fault = ReadFault::none;
    struct stat status {};
    std::uint64_t size() const { return static_cast<std::uint64_t>(status.st_size); }
  };

  class OpenFolder {
   public:
    explicit OpenFolder(int fd) : stream_(fd < 0 ? nullptr : fdopendir(fd)) {
      if (fd >= 0 && !stream_) close(fd);
    }
    OpenFolder(const OpenFolder&) = delete;
    OpenFolder& operator=(const OpenFolder&) = delete;
    ~OpenFolder() {
      if (stream_) closedir(stream_);
    }
    explicit operator bool() const { return stream_; }
    DIR* stream() const { return stream_; }
    int get() const { return dirfd(stream_); }

   private:
    DIR* stream_;
  };

  // A stamp while it is made, of entries by their names.
  class Stamping {
   public:
    void add(const FolderEntry& entry, const struct stat& status) {
      const std::int64_t parts[] = {static_cast<std::int64_t>(entry.name.size()),
                                    status.st_mode & S_IFMT,
                                    status.st_size,
                                    nanoseconds(status.st_mtim),
                                    nanoseconds(status.st_ctim),
                                    static_cast<std::int64_t>(status.st_ino),
                                    static_cast<std::int64_t>(status.st_nlink)};
      if (std::max(parts[3], parts[4]) + kLongestTick >= began_) is_settled_ = false;
      all_.append(entry.name).append(reinterpret_cast<const char*>(parts), sizeof parts);
    }
    FolderStamp stamp() const { return {public_hash(all_), is_settled_}; }

   private:
    std::int64_t began_ = nanoseconds_now();
    bool is_settled_ = true;
    std::string all_;
  };

  // Nothing but zeros: a folder, or what was gone when it was looked at.
  static struct stat look_at(const OpenFolder& folder, const FolderEntry& entry) {
    struct stat status {};
    if (!entry.is_folder && fstatat(folder.get(), entry.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) status = {};
    return status;
  }

  static bool is_of_sellers(std::string_view path) { return path.starts_with("content/"); }

  OpenFile open_file(std::string_view path, std::uint64_t limit) const {
    return checked(Descriptor(open_beneath(path, kToRead)), is_of_sellers(path), limit);
  }

  // What was opened, or failed to be just now.
  static OpenFile checked(Descriptor descriptor, bool is_of_sellers, std::uint64_t limit) {
    OpenFile file{std::move(descriptor)};
    if (!file.descriptor) {
      file.fault = fault_of(errno);
      return file;
    }
    const bool is_known = fstat(file.descriptor.get(), &file.status) == 0;
    // A second name of a seller's file could be a secret of the machine that was linked into the folder.
    const bool is_shared = file.status.st_nlink > 1 && is_of_sellers;
    if (!is_known)
      file.fault = ReadFault::unreadable;
    else if (!S_ISREG(file.status.st_mode) || is_shared)
      file.fault = ReadFault::not_regular;
    else if (file.size() > limit)
      file.fault = ReadFault::too_large;
    return file;
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

  // Calls use(name, kind) for each entry that is no dot file.
  template <class Use>
  static void for_entries(const OpenFolder& folder, Use use) {
    while (const dirent* entry = readdir(folder.stream())) {
      if (entry->d_name[0] == '.') continue;
      unsigned char kind = entry->d_type;
      if (kind == DT_UNKNOWN) kind = kind_of(folder.get(), entry->d_name);
      use(entry->d_name, kind);
    }
  }

  static std::vector<FolderEntry> entries_of(const OpenFolder& folder) {
    std::vector<FolderEntry> entries;
    for_entries(folder, [&](const char* name, unsigned char kind) {
      entries.push_back({name, kind == DT_DIR, kind != DT_DIR && kind != DT_REG});
    });
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return entries;
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

  static FileBytes read_all(const OpenFile& file, std::size_t limit) {
    if (file.fault != ReadFault::none) return {{}, file.fault};
    FileBytes result;
    result.bytes.resize(file.size() + 1);  // one more, to see that the file did not grow
    std::size_t have = 0;
    while (true) {
      const ssize_t got = ::read(file.descriptor.get(), result.bytes.data() + have, result.bytes.size() - have);
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
