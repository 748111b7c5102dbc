#include "write/foreign.h"

#include <algorithm>
#include <cstring>

namespace onshelf {

FolderStamps::FolderStamps(std::string_view bytes) {
  if (bytes.size() % sizeof(Entry) != 0) return;
  stamps_.resize(bytes.size() / sizeof(Entry));
  if (!stamps_.empty()) std::memcpy(stamps_.data(), bytes.data(), bytes.size());
  if (!std::is_sorted(stamps_.begin(), stamps_.end())) stamps_.clear();
}

bool FolderStamps::has(std::string_view folder, const ContentHash& stamp) const {
  if (!stamp || stamps_.empty()) return false;
  const Entry wanted{content_hash(folder).low, stamp.low};
  // Hashes are spread evenly, so the entry is near the place that its value says.
  auto at = static_cast<std::size_t>((wanted.folder >> 32) * stamps_.size() >> 32);
  while (at > 0 && !(stamps_[at] < wanted)) --at;
  while (at < stamps_.size() && stamps_[at] < wanted) ++at;
  return at < stamps_.size() && stamps_[at] == wanted;
}

void FolderStamps::add(std::string_view folder, const ContentHash& stamp) {
  if (stamp) stamps_.push_back({content_hash(folder).low, stamp.low});
}

void FolderStamps::sort() { std::sort(stamps_.begin(), stamps_.end()); }

std::string FolderStamps::bytes() const {
  return {reinterpret_cast<const char*>(stamps_.data()), stamps_.size() * sizeof(Entry)};
}

ForeignFiles find_foreign(const OutputTree& tree, const KnownFiles& files, const FolderStamps& known) {
  ForeignFiles foreign;
  const std::unordered_set<std::string> folders = files.planned_folders();
  const std::int64_t now = nanoseconds_now();
  // In the order of their paths, so that the disk's own tables are walked once.
  std::vector<std::string_view> sorted(folders.begin(), folders.end());
  std::sort(sorted.begin(), sorted.end());
  for (const std::string_view name_of_folder : sorted) {
    const std::string folder(name_of_folder);
    const Stamp stamp = tree.stamp_of_folder(folder);
    if (known.has(folder, stamp.value)) {
      foreign.clean.add(folder, stamp.value);
      continue;
    }
    const std::size_t before = foreign.paths.size();
    for (const std::string& name : tree.list(folder)) {
      std::string path = folder.empty() ? name : folder + '/' + name;
      if (!path.ends_with('/')) {
        if (!files.is_planned(path)) foreign.paths.push_back(std::move(path));
        continue;
      }
      path.pop_back();
      if (folders.contains(path)) continue;
      for (std::string& file : tree.walk(path)) foreign.paths.push_back(std::move(file));
    }
    if (foreign.paths.size() == before) foreign.clean.add(folder, stamp.when_settled(now));
  }
  std::sort(foreign.paths.begin(), foreign.paths.end());
  foreign.clean.sort();
  return foreign;
}

}  // namespace onshelf
