#include "write/known_files.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace onshelf {

KnownFiles::KnownFiles(const KnownOutputs& outputs, bool adopted)
    : found_folders_(outputs.found_folders.begin(), outputs.found_folders.end()),
      adopted_(adopted),
      unfinished_(outputs.unfinished) {
  files_.reserve(outputs.written.size() + outputs.claimed.size());
  last_.reserve(outputs.written.size());
  for (const KnownOutput& output : outputs.written) {
    entry(output.path).written_before = true;
    last_.push_back({output.content, output.stamp, output.key, output.size});
  }
  for (const std::string& path : outputs.claimed) entry(path).claimed_before = true;
}

KnownFiles::Entry& KnownFiles::entry(std::string path) {
  const auto [found, is_new] = files_.try_emplace(std::move(path));
  if (is_new) found->second.number = numbered_++;
  return found->second;
}

KnownFiles::Done& KnownFiles::done_at(const std::string& path) {
  const std::uint32_t number = entry(path).number;
  if (done_.size() <= number) done_.resize(number + 1);
  return done_[number];
}

const KnownFiles::Done& KnownFiles::done(const Entry& entry) const {
  static const Done kNothing;
  return entry.number < done_.size() ? done_[entry.number] : kNothing;
}

bool KnownFiles::is_planned(const Entry& entry) const {
  const Done& now = done(entry);
  return now.recorded || (entry.claimed && entry.written_before && !now.withdrawn);
}

void KnownFiles::claim(std::vector<std::string> paths) {
  files_.reserve(files_.size() + paths.size());
  for (std::string& path : paths) {
    if (!is_output_path(path)) throw std::invalid_argument("a path leads out of the output folder");
    entry(std::move(path)).claimed = true;
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

std::vector<std::string_view> KnownFiles::find_new_claims(const OutputTree& tree, bool fresh) {
  std::vector<std::string_view> fresh_claims;
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

const KnownFiles::Entry* KnownFiles::find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

const LeftFile* KnownFiles::last(std::string_view path) const {
  const Entry* file = find(path);
  return file && file->written_before ? &last_[file->number] : nullptr;
}

bool KnownFiles::is_ours(std::string_view path) const {
  const Entry* file = find(path);
  return file && file->is_ours();
}

bool KnownFiles::is_planned(std::string_view path) const {
  const Entry* file = find(path);
  return file && is_planned(*file);
}

void KnownFiles::record(const std::string& path, const ContentHash& hash, const Stamp& stamp, const OutputKey& key,
                        std::uint64_t size) {
  done_at(path) = {hash, stamp, key, size, true, false};
}

void KnownFiles::withdraw(const std::string& path) {
  Done& now = done_at(path);
  now.withdrawn = true;
  now.recorded = false;
}

bool KnownFiles::collides_with_claims(const std::string& path) const {
  if (folders_on_the_way().contains(path)) return true;
  bool collides = false;
  for_folders_above(path, [&](const std::string& folder) {
    const Entry* file = find(folder);
    collides = file && file->claimed;
    return !collides;
  });
  return collides;
}

std::vector<Removal> KnownFiles::removals(bool in_the_way) const {
  std::vector<Removal> removals;
  for (const auto& [path, file] : files_) {
    if (is_planned(file) || !file.is_ours()) continue;
    if (in_the_way && (file.claimed || !collides_with_claims(path))) continue;
    // After a build that was killed the hash may be older than the file, which still is ours: going too far with a file
    // of this name is better than to keep a withdrawn page online.
    const bool hash_holds = file.written_before && !file.claimed_before && !unfinished_ && !done(file).withdrawn;
    removals.push_back({path, hash_holds ? std::optional(last_[file.number].content) : std::nullopt});
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
    if (is_planned(file)) paths.push_back(path);
  std::sort(paths.begin(), paths.end());
  return paths;
}

OutputChanges KnownFiles::changes(std::int64_t now) const {
  OutputChanges changes;
  changes.removed = gone_;
  for (const auto& [path, file] : files_) {
    if (const Done& made = done(file); made.recorded) {
      const ContentHash stamp = made.stamp.when_settled(now);
      const LeftFile* before = file.written_before ? &last_[file.number] : nullptr;
      const bool is_same =
          before && before->content == made.content && before->key == made.key && (before->stamp == stamp || !stamp);
      if (!is_same) changes.written.push_back({path, made.content, stamp, made.key, made.size});
    }
    if (file.written_before && !is_planned(file)) changes.removed.push_back(path);
  }
  // In the order of the table, which makes it grow at its end.
  std::sort(changes.written.begin(), changes.written.end(),
            [](const KnownOutput& a, const KnownOutput& b) { return a.path < b.path; });
  return changes;
}

}  // namespace onshelf
