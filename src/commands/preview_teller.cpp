#include "commands/preview_teller.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "findings/did_you_mean.h"
#include "load/disk_reader.h"
#include "text/display.h"

namespace onshelf {
namespace {

constexpr std::string_view kListings = "content/listings/";
constexpr std::string_view kFollowing = "seller-refused";
constexpr std::size_t kMostNames = 3;
constexpr std::size_t kMostNear = 8;
constexpr std::size_t kLargestCompared = 4u << 20;

// "a, b, c and 4 more"
std::string some_of(const std::vector<std::string>& names, const char* between, std::size_t most = kMostNames) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) text += (i == 0 ? "" : between) + names[i];
  if (names.size() > most) text += fmt::format(" and {} more", names.size() - most);
  return text;
}

// Of the listing in whose folder it is; empty: the site's.
std::string listing_of(std::string_view path) {
  if (!path.starts_with(kListings)) return {};
  path.remove_prefix(kListings.size());
  return std::string(path.substr(0, path.find('/')));
}

std::string identity_of(const Finding& finding) {
  const Place& at = finding.where;
  return fmt::format("{}:{}:{}: {} {}", at.file, at.line, at.column, finding.rule, finding.message.english());
}

}  // namespace

PreviewTeller::Touch PreviewTeller::touch(const std::string& path) {
  FileBytes file = open_disk(folder_)->read(path, kLargestCompared);
  std::error_code error;
  const Seen now{file.ok() ? content_hash(file.bytes) : ContentHash{},
                 std::filesystem::last_write_time(folder_ + '/' + path, error)};
  const auto [place, is_new] = seen_.try_emplace(path, now);
  const Seen before = place->second;
  place->second = now;
  // (Of what cannot be read nothing is known: a folder, or something very large.)
  if (is_new || !now.bytes || before.bytes != now.bytes) return Touch::changed;
  return before.time == now.time ? Touch::none : Touch::saved;
}

std::string PreviewTeller::tell(const std::set<std::string>& changed, const Findings& found, bool is_of_all) {
  std::map<std::string, std::string> wrong;
  for (const Finding& finding : found.sorted())
    if (finding.severity == FindingSeverity::error)
      wrong[listing_of(finding.where.file)] += identity_of(finding) + '\n';
  const auto of = [](const std::map<std::string, std::string>& errors, const std::string& id) {
    const auto at = errors.find(id);
    return at == errors.end() ? std::string_view() : std::string_view(at->second);
  };

  std::map<std::string, std::vector<std::string>> by_listing;
  std::vector<std::string> others;
  bool has_other_bytes = false;
  for (auto path = changed.begin(); path != changed.end(); ++path) {
    // A folder, when what is in it is told as well.
    if (const auto next = std::next(path); next != changed.end() && next->starts_with(*path + '/')) continue;
    const std::string id = listing_of(*path);
    const Touch touched = path->empty() ? Touch::changed : touch(*path);
    // (What is judged may be older than the bytes that are there, and is told again when they are judged.)
    const bool is_judged_anew = of(wrong, id) != of(wrong_, id);
    if (!is_judged_anew && (touched == Touch::none || (touched == Touch::saved && !wrong_.contains(id)))) continue;
    has_other_bytes = has_other_bytes || touched == Touch::changed;
    if (id.empty())
      others.push_back(path->empty() ? "files" : *path);
    else
      by_listing[id].push_back(path->substr(std::min(kListings.size() + id.size() + 1, path->size())));
  }
  if (by_listing.empty() && others.empty()) return {};
  const auto disk = open_disk(folder_);
  const char* verb = has_other_bytes ? " changed" : " saved again";
  std::vector<std::string> groups;
  for (const auto& [id, files] : by_listing) {
    const bool is_there = disk->stamp(std::string(kListings) + id).has_value();
    std::string what = " is gone";
    if (is_there && files.size() > kMostNames)
      what = fmt::format(": {} files{}", files.size(), verb);
    else if (is_there)
      what = (files.front().empty() ? "" : ": " + some_of(files, ", ")) + verb;
    groups.push_back(id + what);
  }
  if (!others.empty()) groups.push_back(some_of(others, ", ") + verb);
  std::string line = some_of(groups, "; ");
  // (What is gone is not mended.)
  bool is_mended = wrong_.erase("") > 0;
  if (is_of_all && !wrong_.empty()) {
    is_mended = true;
    wrong_.clear();
  }
  for (const auto& [id, files] : by_listing)
    is_mended = (wrong_.erase(id) > 0 && disk->stamp(std::string(kListings) + id).has_value()) || is_mended;
  for (auto& [id, errors] : wrong) wrong_[id] = std::move(errors);
  const std::string errors = errors_of(found);
  if (!errors.empty())
    line += ", " + errors;
  else if (is_mended)
    line += ", no errors any more";
  return printable(line);
}

std::string no_such_listing(const std::string& wanted, const std::vector<std::string>& known) {
  std::string text = fmt::format("there is no listing \"{}\"", wanted);
  std::vector<std::string> longer;
  for (const std::string& id : known)
    if (!wanted.empty() && id.starts_with(wanted)) longer.push_back(id);
  const std::string near = longer.size() == 1 ? longer.front() : nearest(wanted, known);
  if (longer.size() > 1)
    text += "; did you mean one of " + some_of(longer, ", ", kMostNear) + '?';
  else if (!near.empty())
    text += "; did you mean \"" + near + "\"?";
  return printable(text);
}

std::string PreviewTeller::errors_of(const Findings& found) {
  const Finding* first = nullptr;
  std::set<std::string> errors;
  const std::vector<Finding> sorted = found.sorted();
  for (const Finding& finding : sorted) {
    if (finding.severity != FindingSeverity::error) continue;
    errors.insert(identity_of(finding));
    // That a seller's record is refused follows from what is wrong with it, which is told as well.
    if (!first || (first->rule == kFollowing && finding.rule != kFollowing)) first = &finding;
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
