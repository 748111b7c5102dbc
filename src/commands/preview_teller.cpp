#include "commands/preview_teller.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <vector>

#include "load/disk_reader.h"
#include "text/display.h"

namespace onshelf {
namespace {

constexpr std::string_view kListings = "content/listings/";
constexpr std::size_t kMostNames = 3;
constexpr std::size_t kLargestCompared = 4u << 20;

// "a, b, c and 4 more"
std::string some_of(const std::vector<std::string>& names, const char* between) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMostNames); ++i) text += (i == 0 ? "" : between) + names[i];
  if (names.size() > kMostNames) text += fmt::format(" and {} more", names.size() - kMostNames);
  return text;
}

// Of the listing in whose folder it is; empty: the site's.
std::string listing_of(std::string_view path) {
  if (!path.starts_with(kListings)) return {};
  path.remove_prefix(kListings.size());
  return std::string(path.substr(0, path.find('/')));
}

}  // namespace

bool PreviewTeller::has_changed(const std::string& path) {
  FileBytes file = open_disk(folder_)->read(path, kLargestCompared);
  const ContentHash now = file.ok() ? content_hash(file.bytes) : ContentHash{};
  const auto [place, is_new] = seen_.try_emplace(path, now);
  // (Of what cannot be read nothing is known: a folder, or something very large.)
  const bool is_same = !is_new && now && place->second == now;
  place->second = now;
  return !is_same;
}

std::string PreviewTeller::tell(const std::set<std::string>& changed, const Findings& found) {
  std::map<std::string, std::vector<std::string>> by_listing;
  std::vector<std::string> others;
  for (auto path = changed.begin(); path != changed.end(); ++path) {
    // A folder, when what is in it is told as well.
    if (const auto next = std::next(path); next != changed.end() && next->starts_with(*path + '/')) continue;
    if (!path->empty() && !has_changed(*path)) continue;
    const std::string id = listing_of(*path);
    if (id.empty())
      others.push_back(path->empty() ? "files" : *path);
    else
      by_listing[id].push_back(path->substr(std::min(kListings.size() + id.size() + 1, path->size())));
  }
  if (by_listing.empty() && others.empty()) return {};
  const auto disk = open_disk(folder_);
  std::vector<std::string> groups;
  for (const auto& [id, files] : by_listing) {
    const bool is_there = disk->stamp(std::string(kListings) + id).has_value();
    std::string what = " is gone";
    if (is_there && files.size() > kMostNames)
      what = fmt::format(": {} files changed", files.size());
    else if (is_there)
      what = (files.front().empty() ? "" : ": " + some_of(files, ", ")) + " changed";
    groups.push_back(id + what);
  }
  if (!others.empty()) groups.push_back(some_of(others, ", ") + " changed");
  std::string line = some_of(groups, "; ");
  bool is_mended = broken_.erase("") > 0;
  for (const auto& [id, files] : by_listing) is_mended = broken_.erase(id) > 0 || is_mended;
  for (const Finding& finding : found.all())
    if (finding.severity == FindingSeverity::error) broken_.insert(listing_of(finding.where.file));
  const std::string errors = errors_of(found);
  if (!errors.empty())
    line += ", " + errors;
  else if (is_mended)
    line += ", no errors any more";
  return printable(line);
}

std::string PreviewTeller::errors_of(const Findings& found) {
  const Finding* first = nullptr;
  using Key = std::tuple<std::string, std::uint32_t, std::uint32_t, std::string, std::string>;
  std::set<Key> errors;
  const std::vector<Finding> sorted = found.sorted();
  for (const Finding& finding : sorted) {
    if (finding.severity != FindingSeverity::error) continue;
    const Place& at = finding.where;
    errors.emplace(at.file, at.line, at.column, finding.rule, finding.message.english());
    if (!first) first = &finding;
  }
  if (!first) return {};
  std::string place = first->where.file;
  if (first->where.line > 0) place += fmt::format(":{}:{}", first->where.line, first->where.column);
  std::string text =
      fmt::format("{} error{}: {}: {}", errors.size(), errors.size() == 1 ? "" : "s", place, first->message.english());
  if (errors.size() > 1) text += fmt::format(" ({} more)", errors.size() - 1);
  return printable(text);
}

}  // namespace onshelf
