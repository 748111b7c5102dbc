#include "write/foreign.h"

#include <algorithm>
#include <cstring>

#include "write/folder_walk.h"

namespace onshelf {

FolderStamps::FolderStamps(std::string_view bytes) {
  if (bytes.size() % sizeof(Entry) != 0) return;
  stamps_.resize(bytes.size() / sizeof(Entry));
  if (!stamps_.empty()) std::memcpy(stamps_.data(), bytes.data(), bytes.size());
  if (!std::is_sorted(stamps_.begin(), stamps_.end())) stamps_.clear();
}

bool FolderStamps::has(std::string_view folder, const ContentHash& stamp) const {
  const Entry wanted{content_hash(folder).low, stamp.low};
  if (wanted.stamp == 0 || stamps_.empty()) return false;
  // Hashes are spread evenly, so the entry is near the place that its value says.
  auto at = static_cast<std::size_t>((wanted.folder >> 32) * stamps_.size() >> 32);
  while (at > 0 && !(stamps_[at] < wanted)) --at;
  while (at < stamps_.size() && stamps_[at] < wanted) ++at;
  return at < stamps_.size() && stamps_[at] == wanted;
}

void FolderStamps::add(std::string_view folder, const ContentHash& stamp) {
  if (stamp) stamps_.push_back({content_hash(folder).low, stamp.low});
}

void FolderStamps::set(std::string_view folder, const ContentHash& stamp) {
  const Entry entry{content_hash(folder).low, stamp.low};
  const auto at = std::lower_bound(stamps_.begin(), stamps_.end(), Entry{entry.folder, 0});
  if (at != stamps_.end() && at->folder == entry.folder)
    at->stamp = entry.stamp;
  else if (stamp)
    stamps_.insert(at, entry);
}

void FolderStamps::sort() { std::sort(stamps_.begin(), stamps_.end()); }

std::string FolderStamps::bytes() const {
  return {reinterpret_cast<const char*>(stamps_.data()), stamps_.size() * sizeof(Entry)};
}

namespace {

class ForeignSearch {
 public:
  ForeignSearch(const OutputTree& tree, const KnownFiles& files, const FolderStamps& known, bool is_fresh)
      : tree_(tree),
        files_(files),
        known_(known),
        is_fresh_(is_fresh),
        now_(nanoseconds_now()),
        paths_(files.planned_paths()) {}

  ForeignFiles run() {
    look_into("");
    FolderWalk walk;
    for (std::size_t i = 0; i < paths_.size(); ++i)
      walk.step(paths_[i], i + 1 < paths_.size() ? paths_[i + 1] : std::string_view(),
                [this](std::string_view folder, bool is_lone) {
                  if (is_fresh_ && is_lone)
                    foreign_.has_seen_all = false;
                  else
                    look_into(folder);
                });
    std::sort(foreign_.paths.begin(), foreign_.paths.end());
    foreign_.clean.sort();
    return std::move(foreign_);
  }

 private:
  void look_into(std::string_view folder) {
    const Stamp stamp = tree_.stamp_of_folder(folder);
    if (known_.has(folder, stamp.value)) {
      foreign_.clean.add(folder, stamp.value);
      return;
    }
    const std::size_t before = foreign_.paths.size();
    for (const std::string& name : tree_.list(std::string(folder))) {
      std::string path = folder.empty() ? name : std::string(folder) + '/' + name;
      if (!path.ends_with('/')) {
        if (!files_.is_planned(path)) foreign_.paths.push_back(std::move(path));
        continue;
      }
      if (holds_planned(path)) continue;
      path.pop_back();
      for (std::string& file : tree_.walk(path)) foreign_.paths.push_back(std::move(file));
    }
    if (foreign_.paths.size() == before) foreign_.clean.add(folder, stamp.when_settled(now_));
  }

  // `folder` with its slash.
  bool holds_planned(const std::string& folder) const {
    const auto first = std::lower_bound(paths_.begin(), paths_.end(), folder);
    return first != paths_.end() && first->starts_with(folder);
  }

  const OutputTree& tree_;
  const KnownFiles& files_;
  const FolderStamps& known_;
  const bool is_fresh_;
  const std::int64_t now_;
  const std::vector<std::string_view> paths_;
  ForeignFiles foreign_;
};

}  // namespace

ForeignFiles find_foreign(const OutputTree& tree, const KnownFiles& files, const FolderStamps& known, bool is_fresh) {
  return ForeignSearch(tree, files, known, is_fresh).run();
}

}  // namespace onshelf
