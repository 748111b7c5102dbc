#include "write/output_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <system_error>

#include <fmt/format.h>

#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE 1
#endif

namespace onshelf {
namespace {

constexpr int kFolder = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr int kList = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr int kNewFile = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
constexpr std::size_t kFoldersKept = 64;

[[noreturn]] void fail(std::string_view doing, std::string_view path) {
  throw std::system_error(errno, std::generic_category(), fmt::format("cannot {} {}", doing, path));
}

std::string_view parent_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string name_of(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

// What a link, or something that is no folder, on the way makes of an open.
bool is_in_the_way(int error) {
  return error == ELOOP || error == ENOTDIR || error == EXDEV || error == ENXIO || error == EISDIR;
}

// For kernels and sandboxes without openat2: the same, part by part.
int open_part_by_part(int root, const std::string& path, int flags, mode_t mode) {
  FileDescriptor holder;
  int at = root;
  std::size_t begin = 0;
  for (std::size_t slash; (slash = path.find('/', begin)) != std::string::npos; begin = slash + 1) {
    FileDescriptor next(openat(at, path.substr(begin, slash - begin).c_str(), kFolder));
    if (!next) return -1;
    holder = std::move(next);
    at = holder.get();
  }
  return openat(at, path.c_str() + begin, flags | O_NOFOLLOW, mode);
}

// Opens a path of several parts in one call; no part may be a link.
int open_beneath(int root, const std::string& path, int flags, mode_t mode) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags);
  how.mode = (flags & O_CREAT) ? mode : 0;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  for (int turn = 0; turn < 3; ++turn) {
    const long opened = syscall(SYS_openat2, root, path.c_str(), &how, sizeof how);
    if (opened >= 0) return static_cast<int>(opened);
    if (errno != EAGAIN && errno != EINTR) break;
  }
  if (errno != ENOSYS && errno != EPERM) return -1;
  return open_part_by_part(root, path, flags, mode);
}

// Writes all and closes. False with errno: it failed somewhere.
bool fill(FileDescriptor file, std::string_view bytes, bool sync, struct stat& status) {
  while (!bytes.empty()) {
    const ssize_t written = write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (sync && fdatasync(file.get()) != 0) return false;
  if (fstat(file.get(), &status) != 0) return false;
  return file.close_now() == 0;
}

// Calls use(piece) for the file's bytes in order until it returns false.
template <class Use>
void read_pieces(int file, std::string_view path, Use use) {
  std::array<char, 64 * 1024> buffer;
  for (;;) {
    const ssize_t got = read(file, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read", path);
    if (got == 0 || !use(std::string_view(buffer.data(), static_cast<std::size_t>(got)))) return;
  }
}

// What getdents64 fills in; the C library has no name for it.
struct DirectoryEntry {
  std::uint64_t inode;
  std::int64_t position;
  std::uint16_t size;
  std::uint8_t type;
  char name[256];
};

// Calls use(name, type) for each entry. (readdir() would allocate 32 KiB for each folder, and most hold one page.)
template <class Use>
void list_folder(int folder, std::string_view path, Use use) {
  alignas(DirectoryEntry) char buffer[8 * 1024];
  for (;;) {
    const long got = syscall(SYS_getdents64, folder, buffer, sizeof buffer);
    if (got < 0) fail("list", path);
    if (got == 0) return;
    for (long at = 0; at < got;) {
      const char* entry = buffer + at;
      std::uint16_t size;
      std::memcpy(&size, entry + offsetof(DirectoryEntry, size), sizeof size);
      const std::string_view name = entry + offsetof(DirectoryEntry, name);
      if (name != "." && name != "..") use(name, static_cast<unsigned char>(entry[offsetof(DirectoryEntry, type)]));
      at += size;
    }
  }
}

Stamp stamp_of(const struct stat& status) {
  const std::int64_t modified = nanoseconds(status.st_mtim), changed = nanoseconds(status.st_ctim);
  const std::int64_t parts[] = {static_cast<std::int64_t>(status.st_size), modified, changed,
                                static_cast<std::int64_t>(status.st_ino)};
  return {content_hash({reinterpret_cast<const char*>(parts), sizeof parts}), std::max(modified, changed)};
}

void walk_folder(int folder, std::string& path, std::vector<std::string>& found) {
  const std::size_t length = path.size();
  const std::size_t before = found.size();
  std::vector<std::string> inner;
  list_folder(folder, path, [&](std::string_view name, unsigned char type) {
    if (type == DT_DIR || type == DT_UNKNOWN)
      inner.emplace_back(name);
    else
      found.push_back(path + std::string(name));
  });
  if (inner.empty() && found.size() == before && !path.empty()) found.push_back(path);
  for (const std::string& name : inner) {
    const FileDescriptor opened(openat(folder, name.c_str(), kList));
    path += name;
    if (opened) {
      path += '/';
      walk_folder(opened.get(), path, found);
    } else {
      found.push_back(path);
    }
    path.resize(length);
  }
}

}  // namespace

bool is_output_path(std::string_view path) {
  if (path.empty() || path.size() > 4000) return false;
  for (char c : path)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
  while (true) {
    const std::string_view part = path.substr(0, path.find('/'));
    if (part.empty() || part == "." || part == ".." || part.size() > 255) return false;
    if (part.size() == path.size()) return true;
    path.remove_prefix(part.size() + 1);
  }
}

OutputTree::OutputTree(FileDescriptor root, bool survive_power_cut)
    : root_(std::move(root)), survive_power_cut_(survive_power_cut) {}

ExistingFile OutputTree::open_existing(std::string_view path) const {
  ExistingFile existing;
  // (O_NONBLOCK: a pipe planted there must not hold the build up.)
  existing.file = FileDescriptor(
      open_beneath(root_.get(), std::string(path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0));
  if (!existing.file) {
    if (errno == ENOENT) return existing;
    if (!is_in_the_way(errno)) fail("open", path);
    existing.standing = Standing::foreign;
    return existing;
  }
  struct stat status;
  if (fstat(existing.file.get(), &status) != 0) fail("examine", path);
  existing.standing = S_ISREG(status.st_mode) ? Standing::regular : Standing::foreign;
  existing.size = static_cast<std::uint64_t>(status.st_size);
  existing.stamp = stamp_of(status);
  return existing;
}

// A folder above a path, open, and the rest of the path. Below it a folder could have become a link; its own stamp tells.
std::pair<int, const char*> OutputTree::near(std::string_view above, std::string_view path) const {
  if (above.empty()) {
    near_name_ = path.empty() ? "." : path;
    return {root_.get(), near_name_.c_str()};
  }
  near_name_ = above;
  auto known = near_.find(near_name_);
  if (known == near_.end()) {
    if (near_.size() >= kFoldersKept) near_.clear();
    known = near_.emplace(near_name_, open_beneath(root_.get(), near_name_, kFolder, 0)).first;
  }
  near_name_ = path.substr(above.size() + 1);
  return {known->second.get(), near_name_.c_str()};
}

ContentHash OutputTree::place() const {
  struct stat status;
  if (fstat(root_.get(), &status) != 0) fail("examine", "the output folder");
  const std::uint64_t parts[] = {status.st_dev, status.st_ino};
  return content_hash({reinterpret_cast<const char*>(parts), sizeof parts});
}

Stamp OutputTree::stamp_of_file(std::string_view path) const {
  // Pages of one kind share the folder two above.
  const auto [folder, name] = near(parent_of(parent_of(path)), path);
  struct stat status;
  if (folder < 0 || fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(status.st_mode)) return {};
  return stamp_of(status);
}

Stamp OutputTree::stamp_of_folder(std::string_view path) const {
  const auto [folder, name] = near(parent_of(path), path);
  struct stat status;
  if (folder < 0 || fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(status.st_mode)) return {};
  return stamp_of(status);
}

bool OutputTree::is_equal(const ExistingFile& existing, std::string_view path, std::string_view bytes) const {
  if (existing.size != bytes.size()) return false;
  bool equal = true;
  read_pieces(existing.file.get(), path, [&](std::string_view piece) {
    equal = bytes.starts_with(piece);
    if (equal) bytes.remove_prefix(piece.size());
    return equal && !bytes.empty();
  });
  return equal && bytes.empty();
}

ContentHash OutputTree::hash_of(const ExistingFile& existing, std::string_view path) const {
  std::string all;
  all.reserve(existing.size);
  read_pieces(existing.file.get(), path, [&](std::string_view piece) {
    all += piece;
    return true;
  });
  return content_hash(all);
}

std::optional<Stamp> OutputTree::stamp_if_it_has(std::string_view path, std::uint64_t size,
                                                 const ContentHash& content) const {
  const ExistingFile existing = open_existing(path);
  const bool has =
      existing.standing == Standing::regular && existing.size == size && hash_of(existing, path) == content;
  return has ? std::optional(existing.stamp) : std::nullopt;
}

std::optional<Stamp> OutputTree::create(std::string_view path, std::string_view bytes) {
  const std::string_view in = parent_of(path);
  int above = root_.get();
  std::string_view rest = path;
  if (!in.empty()) {
    const std::string_view higher = parent_of(in);
    above = folder(higher, true);
    if (above < 0) return std::nullopt;
    if (!higher.empty()) rest.remove_prefix(higher.size() + 1);
    if (in != last_made_) {
      if (mkdirat(above, name_of(in).c_str(), 0755) != 0 && errno != EEXIST) fail("make folder", in);
      last_made_ = in;
    }
  }
  const std::string from_above(rest);
  FileDescriptor file(open_beneath(above, from_above, kNewFile, 0644));
  if (!file) {
    if (errno == EEXIST || is_in_the_way(errno)) return std::nullopt;
    fail("make", path);
  }
  struct stat status;
  if (fill(std::move(file), bytes, survive_power_cut_, status)) return stamp_of(status);
  const int error = errno;
  if (const int parent = folder(in, false); parent >= 0) unlinkat(parent, name_of(path).c_str(), 0);
  errno = error;
  fail("write", path);
}

std::optional<Stamp> OutputTree::put(std::string_view path, std::string_view bytes, bool over) {
  const int in = folder(parent_of(path), true);
  if (in < 0) return std::nullopt;
  // The process number keeps workers apart; leftovers of killed builds were cleared before this one began.
  const std::string temporary = fmt::format("{}-{}", getpid(), ++staged_);
  FileDescriptor file(openat(staging_.get(), temporary.c_str(), kNewFile, 0644));
  if (!file) fail("make a temporary file for", path);
  const std::string name = name_of(path);
  struct stat status;
  bool done = fill(std::move(file), bytes, survive_power_cut_, status);
  if (done) {
    done = renameat2(staging_.get(), temporary.c_str(), in, name.c_str(), over ? 0 : RENAME_NOREPLACE) == 0;
    // Some network file systems do not know that flag; nothing was there a moment ago.
    if (!done && errno == EINVAL && !over) done = renameat(staging_.get(), temporary.c_str(), in, name.c_str()) == 0;
  }
  // (Its name has a time as well: that of the rename.)
  if (done && fstatat(in, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) return stamp_of(status);
  if (done) return Stamp{};
  const int error = errno;
  unlinkat(staging_.get(), temporary.c_str(), 0);
  errno = error;
  if (error == EEXIST || error == EISDIR || error == ENOTEMPTY) return std::nullopt;
  fail("write", path);
}

bool OutputTree::remove_file(std::string_view path) {
  const int in = folder(parent_of(path), false);
  if (in < 0) return false;
  if (unlinkat(in, name_of(path).c_str(), 0) == 0) return true;
  if (errno == ENOENT || errno == EISDIR || errno == ENOTDIR) return false;
  fail("remove", path);
}

bool OutputTree::remove_folder(std::string_view path) {
  folders_.erase(std::string(path));
  last_made_.clear();
  const int in = folder(parent_of(path), false);
  if (in < 0) return false;
  if (unlinkat(in, name_of(path).c_str(), AT_REMOVEDIR) == 0) return true;
  if (errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR || errno == EBUSY) return false;
  fail("remove folder", path);
}

std::vector<std::string> OutputTree::list(const std::string& folder) const {
  std::vector<std::string> found;
  const FileDescriptor opened(open_beneath(root_.get(), folder.empty() ? "." : folder, kList, 0));
  if (!opened) return found;
  list_folder(opened.get(), folder, [&](std::string_view name, unsigned char type) {
    found.emplace_back(name);
    struct stat status;
    const bool is_folder =
        type == DT_UNKNOWN
            ? fstatat(opened.get(), found.back().c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode)
            : type == DT_DIR;
    if (is_folder) found.back() += '/';
  });
  return found;
}

std::vector<std::string> OutputTree::walk(const std::string& folder) const {
  std::vector<std::string> found;
  const FileDescriptor opened(open_beneath(root_.get(), folder.empty() ? "." : folder, kList, 0));
  if (!opened) return {folder};
  std::string path = folder.empty() ? folder : folder + '/';
  walk_folder(opened.get(), path, found);
  return found;
}

bool OutputTree::is_empty(std::string_view ignored) const {
  const FileDescriptor opened(openat(root_.get(), ".", kList));
  if (!opened) fail("list", "the output folder");
  bool empty = true;
  list_folder(opened.get(), "the output folder",
              [&](std::string_view name, unsigned char) { empty = empty && name == ignored; });
  return empty;
}

void OutputTree::sync() const {
  FileDescriptor opened(openat(root_.get(), ".", kList));
  if (!opened || syncfs(opened.get()) != 0) fail("write to the disk", "the output folder");
}

// A descriptor that lives until the next call; -1: not there, or no folder.
int OutputTree::folder(std::string_view path, bool make) {
  if (path.empty()) return root_.get();
  std::string key(path);
  if (const auto kept = folders_.find(key); kept != folders_.end()) return kept->second.get();
  const int parent = folder(parent_of(path), make);
  if (parent < 0) return -1;
  FileDescriptor opened(open_folder(parent, name_of(path), make));
  if (!opened) {
    if (errno == ENOENT || is_in_the_way(errno)) return -1;
    fail("open folder", path);
  }
  if (folders_.size() >= kFoldersKept) folders_.clear();
  return folders_.emplace(std::move(key), std::move(opened)).first->second.get();
}

int OutputTree::open_folder(int parent, const std::string& name, bool make) const {
  const int opened = openat(parent, name.c_str(), kFolder);
  if (opened >= 0 || errno != ENOENT || !make) return opened;
  // (Another worker may have made it since.)
  if (mkdirat(parent, name.c_str(), 0755) != 0 && errno != EEXIST) return -1;
  return openat(parent, name.c_str(), kFolder);
}

}  // namespace onshelf
