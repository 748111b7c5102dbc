#include <array>
#include <unordered_set>

#include "audit/cross_check.h"

namespace onshelf::audit {
namespace {

// Files that are asked for by name.
constexpr std::array<std::string_view, 9> kKnownNames = {"index.html",  "404.html",   "robots.txt",
                                                         "_headers",    "_redirects", "sitemap.xml",
                                                         "favicon.ico", "humans.txt", "CNAME"};

bool is_asked_by_name(std::string_view path) {
  for (const std::string_view name : kKnownNames)
    if (path == name) return true;
  return path.starts_with(".well-known/");
}

// The folder of a picture that is one of several sizes: "media/nimbus/" for media/nimbus/icon-96.png and
// media/nimbus/example-280x280.png; empty for other files. Pages show the sizes they have room for; the others are for
// sellers to fetch.
std::string_view size_folder(std::string_view path) {
  const std::size_t slash = path.rfind('/'), dot = path.rfind('.');
  if (!path.starts_with("media/") || dot == std::string_view::npos || dot < slash) return {};
  const std::string_view name = path.substr(slash + 1, dot - slash - 1), extension = path.substr(dot + 1);
  if (extension != "png" && extension != "jpg" && extension != "jpeg" && extension != "gif" && extension != "webp")
    return {};
  std::size_t digits = name.find_last_not_of("0123456789x");
  if (digits == std::string_view::npos || name[digits] != '-' || digits + 1 == name.size()) return {};
  return path.substr(0, slash + 1);
}

// A packed form of a file that is there: servers hand it out in its place.
bool is_packed_form(const SiteView& site, std::string_view path) {
  if (!path.ends_with(".gz") && !path.ends_with(".br")) return false;
  return site.find(path.substr(0, path.size() - 3)) != kNoFile;
}

}  // namespace

void check_usage(const SiteView& site, const AllNotes& notes, AllFaults& all) {
  std::vector<bool> used(notes.size());
  for (const FileNotes& file : notes)
    for (const FileIndex target : file.uses) used[target] = true;
  std::unordered_set<std::string_view> folders;
  for (FileIndex file = 0; file < notes.size(); ++file)
    if (used[file])
      if (const std::string_view folder = size_folder(site.path(file)); !folder.empty()) folders.insert(folder);
  for (FileIndex file = 0; file < notes.size(); ++file) {
    const std::string& path = site.path(file);
    if (used[file] || is_asked_by_name(path) || is_packed_form(site, path) || folders.contains(size_folder(path)))
      continue;
    // A page below u/ is known to its seller only.
    if (notes[file].page && is_unlisted(path)) continue;
    bool is_told = !site.files()[file].is_regular || site.files()[file].is_closed;
    for (const Fault& fault : notes[file].faults) is_told = is_told || fault.rule == Rule::leftover;
    if (!is_told) all[file].add(Rule::orphan, {});
  }
}

}  // namespace onshelf::audit
