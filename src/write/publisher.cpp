#include "write/publisher.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "text/display.h"
#include "write/build_state.h"
#include "write/known_files.h"
#include "write/lock.h"
#include "write/output_check.h"
#include "write/output_tree.h"
#include "write/prune.h"
#include "write/staging.h"

namespace onshelf {
namespace {

namespace fs = std::filesystem;

// Findings about single foreign files; the rest are counted.
constexpr std::size_t kForeignNamed = 20;

Finding warn(std::string rule, const std::string& out, const std::string& path, std::string message, std::string hint) {
  Finding finding =
      refuse_output(std::move(rule), fmt::format("{}/{}", out, path), std::move(message), std::move(hint));
  finding.severity = FindingSeverity::warning;
  return finding;
}

// How the state calls an output folder: a site that is moved with its output keeps its memory.
std::string folder_name(const fs::path& out, const fs::path& state) {
  const fs::path home = state.parent_path();
  return (is_within(out, home) ? out.lexically_relative(home) : out).generic_string();
}

bool has_mark(const OutputTree& tree) {
  const ExistingFile file = tree.open_existing(kMarkFile);
  std::string start(kMarkLine.size(), '\0');
  return file.standing == Standing::regular &&
         read(file.file.get(), start.data(), start.size()) == static_cast<ssize_t>(start.size()) && start == kMarkLine;
}

}  // namespace

struct Publisher::Parts {
  std::string out;  // as the user calls it
  PublisherOptions options;
  FileDescriptor state_lock, out_lock;
  Staging staging;
  OutputTree tree;
  BuildState state;
  KnownFiles known;
  bool fresh = false;  // nothing is in the folder, so nobody looks at it
  bool damaged = false;
};

Publisher::Publisher(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Publisher::~Publisher() = default;
Publisher::Publisher(Publisher&&) noexcept = default;
Publisher& Publisher::operator=(Publisher&&) noexcept = default;

std::variant<Publisher, Finding> Publisher::open(const OutputFolders& folders, const PublisherOptions& options) {
  const fs::path out = real_path(folders.out), state = real_path(folders.state);
  std::vector<fs::path> inputs = {folders.state};
  for (const char* name : {"content", "site", "templates", "themes"}) inputs.push_back(fs::path(folders.site) / name);
  if (auto refusal = check_output_place(out, inputs, folders.out)) return std::move(*refusal);

  const auto busy = [&] {
    return refuse_output("output-busy", folders.out, "another build is writing this site",
                         "wait until it has ended, then build again");
  };
  FileDescriptor state_lock, out_lock, root;
  try {
    fs::create_directories(state);
    state_lock = lock_folder(state);
    if (!state_lock) return busy();
    fs::create_directories(out);
    out_lock = lock_folder(out);  // another site may write there too
    if (!out_lock) return busy();
    root = FileDescriptor(::open(out.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!root || access(out.c_str(), W_OK | X_OK) != 0)
      throw std::system_error(errno, std::generic_category(), fmt::format("cannot write into folder {}", out.string()));
    Staging staging = Staging::open(state, root.get());

    OutputTree tree(std::move(root), staging.folder(), options.survive_power_cut);
    BuildState memory((state / "state.db").string(), folder_name(out, state));
    const KnownOutputs outputs = memory.load();
    const bool fresh = tree.is_empty(Staging::kName);
    const bool adopted = !fresh && outputs.empty() && has_mark(tree);
    if (!fresh && outputs.empty() && !adopted)
      return refuse_output("output-not-empty", folders.out,
                           "the output folder is not empty, and nothing says that onshelf filled it",
                           "name an empty folder, or delete this one if nothing in it is needed");
    auto parts = std::make_unique<Parts>(Parts{folders.out, options, std::move(state_lock), std::move(out_lock),
                                               std::move(staging), std::move(tree), std::move(memory),
                                               KnownFiles(outputs, adopted), fresh, outputs.damaged});
    return Publisher(std::move(parts));
  } catch (const std::system_error& error) {
    return refuse_output("output-unwritable", folders.out,
                         "the folder cannot be made or used: " + error.code().message(),
                         "check the folder's permissions and the disk");
  }
}

void Publisher::claim(const std::vector<std::string>& paths) {
  Parts& parts = *parts_;
  parts.known.claim(paths);
  // A file of the last build where this one needs a folder, or the other way round, cannot wait for the end.
  parts.known.forget(prune(parts.tree, parts.known.removals(true), parts.known.found_folders()).removed);
  const std::vector<std::string> claims = parts.known.find_new_claims(parts.tree, parts.fresh);
  parts.state.claim(claims, parts.known.find_foreign_folders(parts.tree, parts.fresh));
}

WriteResult Publisher::write(std::string_view path, std::string_view bytes) const {
  if (!is_output_path(path)) throw std::invalid_argument("a path leads out of the output folder");
  OutputTree& tree = parts_->tree;
  const WriteResult written{WriteOutcome::written, content_hash(bytes)};
  const bool ours = parts_->known.is_ours(path);
  if (ours && parts_->fresh && tree.create(path, bytes)) return written;

  const ExistingFile existing = tree.open_existing(path);
  if (existing.standing == Standing::regular && tree.is_equal(existing, path, bytes))
    return {WriteOutcome::unchanged, written.hash};
  const bool free = existing.standing == Standing::missing;
  if ((free || (ours && existing.standing == Standing::regular)) && tree.put(path, bytes, !free)) return written;
  return {WriteOutcome::foreign_in_the_way, written.hash};
}

bool Publisher::is_intact(std::string_view path) const {
  const KnownFile* file = parts_->known.find(path);
  if (!file || !file->written_before) return false;
  const ExistingFile existing = parts_->tree.open_existing(path);
  return existing.standing == Standing::regular && parts_->tree.hash_of(existing, path) == file->before;
}

void Publisher::record(const std::string& path, const WriteResult& result) {
  if (result.outcome != WriteOutcome::foreign_in_the_way) parts_->known.record(path, result.hash);
}

void Publisher::withdraw(const std::string& path) { parts_->known.withdraw(path); }

PruneReport Publisher::commit() {
  Parts& parts = *parts_;
  PruneReport report;
  if (parts.options.survive_power_cut) parts.tree.sync();
  Pruned pruned = prune(parts.tree, parts.known.removals(false), parts.known.found_folders());
  parts.staging.clear();
  report.removed = pruned.removed.size();
  for (const std::string& path : pruned.changed)
    report.findings.push_back(warn("output-changed", parts.out, path,
                                   "the site no longer has this file, but someone has changed it, so it stays",
                                   "delete it if nobody needs it"));
  if (parts.damaged)
    report.findings.push_back(warn(
        "state-damaged", parts.out, "", "the build state could not be read and was made anew",
        "files that earlier builds wrote and this one did not may be left over: delete those reported as foreign"));
  if (parts.options.report_foreign && !parts.fresh) {
    std::vector<std::string> foreign;
    for (std::string& path : parts.tree.walk())
      if (!parts.known.is_planned(path) && !std::binary_search(pruned.changed.begin(), pruned.changed.end(), path))
        foreign.push_back(std::move(path));
    std::sort(foreign.begin(), foreign.end());
    for (std::size_t i = 0; i < std::min(foreign.size(), kForeignNamed); ++i)
      report.findings.push_back(warn("output-foreign", parts.out, foreign[i],
                                     "onshelf did not write this, so it stays, and is published with the site",
                                     "move it out of the output folder if it does not belong there"));
    if (foreign.size() > kForeignNamed)
      report.findings.push_back(warn("output-foreign", parts.out, "",
                                     fmt::format("{} more files here are not ours", foreign.size() - kForeignNamed),
                                     ""));
  }
  if (parts.options.survive_power_cut) parts.tree.sync();
  parts.state.finish(parts.known.changes());
  return report;
}

}  // namespace onshelf
