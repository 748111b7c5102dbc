#include "write/doubts.h"

#include <algorithm>
#include <string>

#include "write/folder_walk.h"

namespace onshelf {
namespace {

constexpr std::size_t kMost = 200;  // files and folders together; more are for a build that looks at all

// What its stamp does not tell of.
struct Doubts {
  std::vector<std::size_t> files;  // into KnownOutputs::written
  std::vector<std::string> folders;
};

auto first_from(const KnownOutputs& last, std::string_view path) {
  return std::lower_bound(last.written.begin(), last.written.end(), path,
                          [](const KnownOutput& one, std::string_view wanted) { return one.path < wanted; });
}

// Whether a folder holds nothing but what is in `last`.
bool holds_only_ours(const OutputTree& tree, const KnownOutputs& last, const std::string& folder) {
  for (const std::string& name : tree.list(folder)) {
    const std::string path = folder.empty() ? name : folder + '/' + name;
    const auto first = first_from(last, path);
    // (A folder's name has its slash.)
    if (first == last.written.end() || (path.ends_with('/') ? !first->path.starts_with(path) : first->path != path))
      return false;
  }
  return true;
}

// Nothing: a file is gone, or there are too many.
std::optional<Doubts> find_doubts(const OutputTree& tree, const KnownOutputs& last) {
  Doubts doubts;
  const FolderStamps clean(last.folders);
  const auto has_too_many = [&] { return doubts.files.size() + doubts.folders.size() > kMost; };
  const auto look_at_folder = [&](std::string_view folder) {
    if (!clean.has(folder, tree.stamp_of_folder(folder).value)) doubts.folders.emplace_back(folder);
  };
  look_at_folder("");
  FolderWalk walk;
  for (std::size_t i = 0; i < last.written.size(); ++i) {
    const std::string& path = last.written[i].path;
    // What somebody puts beside a lone page is told by the next build that looks at all.
    walk.step(path, i + 1 < last.written.size() ? std::string_view(last.written[i + 1].path) : std::string_view(),
              [&](std::string_view folder, bool is_lone) {
                if (!is_lone) look_at_folder(folder);
              });
    const ContentHash stamp = tree.stamp_of_file(path).value;
    if (!stamp) return std::nullopt;
    if (stamp != last.written[i].stamp) doubts.files.push_back(i);
    if (has_too_many()) return std::nullopt;
  }
  if (has_too_many()) return std::nullopt;
  return doubts;
}

}  // namespace

std::optional<Confirmed> confirm(const OutputTree& tree, const KnownOutputs& last, const std::set<std::size_t>& apart) {
  Confirmed confirmed;
  confirmed.began = nanoseconds_now();
  const auto doubts = find_doubts(tree, last);
  if (!doubts) return std::nullopt;
  confirmed.folders = FolderStamps(last.folders);
  for (const std::string& folder : doubts->folders) {
    const Stamp stamp = tree.stamp_of_folder(folder);
    if (!holds_only_ours(tree, last, folder)) return std::nullopt;
    confirmed.folders.set(folder, stamp.when_settled(confirmed.began));
  }
  for (const std::size_t at : doubts->files) {
    if (apart.contains(at)) continue;
    const KnownOutput& file = last.written[at];
    const auto stamp = tree.stamp_if_it_has(file.path, file.size, file.content);
    if (!stamp) return std::nullopt;
    confirmed.files.emplace_back(at, *stamp);
  }
  return confirmed;
}

std::optional<std::size_t> find_written(const KnownOutputs& last, std::string_view path) {
  const auto found = first_from(last, path);
  if (found == last.written.end() || found->path != path) return std::nullopt;
  return static_cast<std::size_t>(found - last.written.begin());
}

}  // namespace onshelf
