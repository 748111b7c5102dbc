#include "write/known_files.h"

#include <algorithm>
#include <stdexcept>

namespace onshelf {

KnownFiles::KnownFiles(const KnownOutputs& outputs, bool adopted)
    : found_folders_(outputs.found_folders.begin(), outputs.found_folders.end()),
      adopted_(adopted),
      unfinished_(outputs.unfinished) {
  files_.reserve(outputs.written.size() + outputs.claimed.size());
  for (const KnownOutput& output : outputs.written) {
    KnownFile& file = files_[output.path];
    file.written_before = true;
    file.before = output.content;
    file.stamp_before = output.stamp;
    file.key_before = output.key;
    file.size = output.size;
  }
  for (const std::string& path : outputs.claimed) files_[path].claimed_before = true;
}

void KnownFiles::claim(const std::vector<std::string>& paths) {
  files_.reserve(files_.size() + paths.size());
  for (const std::string& path : paths) {
    if (!is_output_path(path)) throw std::invalid_argument("a path leads out of the output folder");
    files_[path].claimed = true;
  }
  folders_on_the_way_.reset();
}

const std::unordered_set<std::string>& KnownFiles::folders_on_the_way() const {
  if (!folders_on_the_way_) {
    auto& folders = folders_on_the_way_.emplace();
    for (const auto& [path, file] : files_)
      if (file.claimed)
        for_folders_above(path, [&](std::string folder) { return folders.insert(std::move(folder)).second; });
  }
  return *folders_on_the_way_;
}

std::vector<std::string> KnownFiles::find_new_claims(const OutputTree& tree, bool fresh) {
  std::vector<std::string> fresh_claims;
  for (auto& [path, file] : files_) {
    if (!file.claimed || file.is_ours()) continue;
    file.was_missing = fresh || adopted_ || tree.open_existing(path).standing == Standing::missing;
    if (file.was_missing) fresh_claims.push_back(path);
  }
  return fresh_claims;
}

std::vector<std::string> KnownFiles::find_foreign_folders(const OutputTree& tree, bool fresh) {
  std::vector<std::string> found;
  const bool has_new = std::any_of(files_.begin(), files_.end(),
                                   [](const auto& entry) { return entry.second.claimed && entry.second.was_missing; });
  if (fresh || adopted_ || !has_new) return found;
  std::unordered_set<std::string> ours;
  for (const auto& [path, file] : files_)
    if (file.written_before || file.claimed_before)
      for_folders_above(path, [&](std::string folder) { return ours.insert(std::move(folder)).second; });
  for (const std::string& folder : folders_on_the_way())
    if (!ours.contains(folder) && !found_folders_.contains(folder) &&
        tree.open_existing(folder).standing != Standing::missing)
      found.push_back(folder);
  found_folders_.insert(found.begin(), found.end());
  return found;
}

const KnownFile* KnownFiles::find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

bool KnownFiles::is_ours(std::string_view path) const {
  const KnownFile* file = find(path);
  return file && file->is_ours();
}

bool KnownFiles::is_planned(std::string_view path) const {
  const KnownFile* file = find(path);
  return file && file->is_planned();
}

void KnownFiles::record(const std::string& path, const ContentHash& hash, const Stamp& stamp, const OutputKey& key,
                        std::uint64_t size) {
  KnownFile& file = files_[path];
  file.now = hash;
  file.stamp_now = stamp;
  file.key_now = key;
  file.size = size;
  file.recorded = true;
  file.withdrawn = false;
}

void KnownFiles::withdraw(const std::string& path) {
  KnownFile& file = files_[path];
  file.withdrawn = true;
  file.recorded = false;
}

bool KnownFiles::collides_with_claims(const std::string& path) const {
  if (folders_on_the_way().contains(path)) return true;
  bool collides = false;
  for_folders_above(path, [&](const std::string& folder) {
    const KnownFile* file = find(folder);
    collides = file && file->claimed;
    return !collides;
  });
  return collides;
}

std::vector<Removal> KnownFiles::removals(bool in_the_way) const {
  std::vector<Removal> removals;
  for (const auto& [path, file] : files_) {
    if (file.is_planned() || !file.is_ours()) continue;
    if (in_the_way && (file.claimed || !collides_with_claims(path))) continue;
    // After a build that was killed the hash may be older than the file, which still is ours: going too far with a file
    // of this name is better than to keep a withdrawn page online.
    const bool hash_holds = file.written_before && !file.claimed_before && !unfinished_ && !file.withdrawn;
    removals.push_back({path, hash_holds ? std::optional(file.before) : std::nullopt});
  }
  std::sort(removals.begin(), removals.end(), [](const Removal& a, const Removal& b) { return a.path < b.path; });
  return removals;
}

void KnownFiles::forget(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    const auto found = files_.find(path);
    if (found == files_.end()) continue;
    if (found->second.written_before) gone_.push_back(path);
    files_.erase(found);
  }
}

std::vector<std::string_view> KnownFiles::planned_paths() const {
  std::vector<std::string_view> paths;
  paths.reserve(files_.size());
  for (const auto& [path, file] : files_)
    if (file.is_planned()) paths.push_back(path);
  std::sort(paths.begin(), paths.end());
  return paths;
}

OutputChanges KnownFiles::changes(std::int64_t now) const {
  OutputChanges changes;
  changes.removed = gone_;
  for (const auto& [path, file] : files_) {
    if (file.recorded) {
      const ContentHash stamp = file.stamp_now.when_settled(now);
      const bool is_same = file.written_before && file.before == file.now && file.key_before == file.key_now &&
                           (file.stamp_before == stamp || !stamp);
      if (!is_same) changes.written.push_back({path, file.now, stamp, file.key_now, file.size});
    }
    if (file.written_before && !file.is_planned()) changes.removed.push_back(path);
  }
  // In the order of the table, which makes it grow at its end.
  std::sort(changes.written.begin(), changes.written.end(),
            [](const KnownOutput& a, const KnownOutput& b) { return a.path < b.path; });
  return changes;
}

}  // namespace onshelf
