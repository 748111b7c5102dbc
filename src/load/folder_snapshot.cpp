#include "load/folder_snapshot.h"

namespace onshelf {
namespace {

constexpr std::size_t kLargestFile = 64u << 20;  // more than anybody reads of a listing
constexpr std::size_t kLargestKept = 1u << 20;
constexpr std::size_t kMostKept = 16u << 20;
// More than any listing needs. A folder beyond that is read for what its record names, and not remembered.
constexpr std::size_t kMostBytes = 256u << 20;
constexpr std::size_t kMostFiles = 2000;

}  // namespace

FolderSnapshot::FolderSnapshot(const FileReader& disk, std::string folder, const WantFile& want,
                               const HashSecret& secret)
    : disk_(disk), folder_(std::move(folder)), secret_(secret) {
  SecureHasher hash(secret);
  std::size_t kept = 0, bytes = 0;
  std::vector<FolderEntry> entries;
  bool is_readable = true;
  const auto see = [&](const FolderEntry& entry, std::optional<FileBytes> file) {
    if (file) bytes += file->bytes.size();
    is_too_much_ = entries.size() == kMostFiles || bytes > kMostBytes || (file && file->fault == ReadFault::too_large);
    if (is_too_much_) return false;
    entries.push_back(entry);
    const bool is_file = !entry.is_folder && !entry.is_other;
    Seen& seen = files_[entry.name];
    seen.is_wanted = file || !is_file;
    if (!is_file) seen.file.fault = ReadFault::not_regular;
    hash.add(entry.name)
        .add(std::uint64_t{entry.is_folder} + 2 * std::uint64_t{entry.is_other} + 4 * std::uint64_t{!seen.is_wanted});
    if (!file) return true;
    hash.add(static_cast<std::uint64_t>(file->fault)).add(file->bytes);
    // Another time it may be read: the disk failed, or a program kept others from it.
    if (file->fault == ReadFault::unreadable) is_readable = false;
    if (file->bytes.size() > kLargestKept || kept + file->bytes.size() > kMostKept) {
      seen.large = hash_of(*file);
      return true;
    }
    kept += file->bytes.size();
    seen.file = std::move(*file);
    return true;
  };
  const FolderRead read = disk_.read_folder(folder_, kLargestFile, want, see);
  if (is_too_much_) {
    files_.clear();
    entries_ = disk_.list(folder_);
    return;
  }
  if (!read.is_there) return;
  entries_ = std::move(entries);
  if (!is_readable) return;
  fingerprint_ = hash.value();
  stamp_ = read.stamp;
}

FileBytes FolderSnapshot::read(std::string_view path, std::size_t limit) const {
  FileBytes again;
  const FileBytes* file = find(path, again);
  if (!file) return disk_.read(path, limit);
  if (file->ok() && file->bytes.size() > limit) return {{}, ReadFault::too_large};
  return file == &again ? std::move(again) : *file;
}

FileHead FolderSnapshot::read_head(std::string_view path, std::size_t most, std::uint64_t limit) const {
  FileBytes again;
  const FileBytes* file = find(path, again);
  if (!file) return disk_.read_head(path, most, limit);
  if (!file->ok()) return {{}, 0, file->fault};
  if (file->bytes.size() > limit) return {{}, 0, ReadFault::too_large};
  return {file->bytes.substr(0, most), file->bytes.size(), ReadFault::none};
}

std::optional<std::vector<FolderEntry>> FolderSnapshot::list(std::string_view folder) const {
  return folder == folder_ ? entries_ : disk_.list(folder);
}

const FileBytes* FolderSnapshot::find(std::string_view path, FileBytes& again) const {
  const bool is_inside = path.size() > folder_.size() + 1 && path.starts_with(folder_) && path[folder_.size()] == '/';
  const std::string_view name = is_inside ? path.substr(folder_.size() + 1) : std::string_view{};
  if (name.empty() || is_too_much_ || name.find('/') != std::string_view::npos) return nullptr;
  // What came after the look is not there: the fingerprint knows nothing of it.
  static const FileBytes kMissing{{}, ReadFault::missing};
  const auto found = files_.find(name);
  if (found == files_.end()) return &kMissing;
  const Seen& seen = found->second;
  if (seen.is_wanted && !seen.large) return &seen.file;
  again = disk_.read(path, kLargestFile);
  if (!seen.is_wanted)
    lacks_asked_ = true;
  else if (hash_of(again) != seen.large)
    is_torn_ = true;
  return &again;
}

ContentHash FolderSnapshot::hash_of(const FileBytes& file) const {
  return SecureHasher(secret_).add(static_cast<std::uint64_t>(file.fault)).add(file.bytes).value();
}

}  // namespace onshelf
