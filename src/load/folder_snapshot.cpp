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

FolderSnapshot::FolderSnapshot(const FileReader& disk, std::string folder, const HashSecret& secret)
    : disk_(disk), folder_(std::move(folder)) {
  SecureHasher hash(secret);
  std::size_t kept = 0, bytes = 0;
  std::vector<FolderEntry> entries;
  bool is_too_much = false;
  stamp_ = disk_.read_folder(folder_, kLargestFile, [&](const FolderEntry& entry, FileBytes file) {
    bytes += file.bytes.size();
    is_too_much = entries.size() == kMostFiles || file.fault == ReadFault::too_large || bytes > kMostBytes;
    if (is_too_much) return false;
    entries.push_back(entry);
    hash.add(entry.name).add(std::uint64_t{entry.is_folder} + 2 * std::uint64_t{entry.is_other});
    if (entry.is_folder || entry.is_other) return true;
    hash.add(static_cast<std::uint64_t>(file.fault)).add(file.bytes);
    if (file.bytes.size() > kLargestKept || kept + file.bytes.size() > kMostKept) {
      is_whole_ = false;
      return true;
    }
    kept += file.bytes.size();
    files_.emplace(entry.name, std::move(file));
    return true;
  });
  is_whole_ = is_whole_ && !is_too_much;
  if (is_too_much || entries.empty())
    entries_ = disk_.list(folder_);
  else
    entries_ = std::move(entries);
  if (entries_ && !is_too_much) fingerprint_ = hash.value();
}

FileBytes FolderSnapshot::read(std::string_view path, std::size_t limit) const {
  const FileBytes* file = find(path);
  if (!file) return disk_.read(path, limit);
  if (file->ok() && file->bytes.size() > limit) return {{}, ReadFault::too_large};
  return *file;
}

FileHead FolderSnapshot::read_head(std::string_view path, std::size_t most, std::uint64_t limit) const {
  const FileBytes* file = find(path);
  if (!file) return disk_.read_head(path, most, limit);
  if (!file->ok()) return {{}, 0, file->fault};
  if (file->bytes.size() > limit) return {{}, 0, ReadFault::too_large};
  return {file->bytes.substr(0, most), file->bytes.size(), ReadFault::none};
}

std::optional<std::vector<FolderEntry>> FolderSnapshot::list(std::string_view folder) const {
  return folder == folder_ ? entries_ : disk_.list(folder);
}

const FileBytes* FolderSnapshot::find(std::string_view path) const {
  if (path.size() <= folder_.size() + 1 || !path.starts_with(folder_) || path[folder_.size()] != '/') return nullptr;
  const auto found = files_.find(path.substr(folder_.size() + 1));
  return found == files_.end() ? nullptr : &found->second;
}

}  // namespace onshelf
