#include "write/publisher.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "store/database.h"
#include "text/display.h"
#include "write/adopt.h"
#include "write/build_state.h"
#include "write/doubts.h"
#include "write/foreign.h"
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
  FileDescriptor state_lock, out_lock, memory_lock;
  std::string state_folder;
  int root;                        // of the tree, which owns it
  std::optional<Staging> staging;  // from the first claim on
  OutputTree tree;
  BuildState state;
  KnownOutputs outputs;     // after the last build
  bool adopted = false;     // the state is gone, and the folder is ours all the same
  bool fresh = false;       // nothing is in the folder, so nobody looks at it
  KnownFiles known;         // from the first claim on
  ContentHash inputs = {};  // of this build, when it is remembered
  std::string report = {};
  std::map<KeptText, std::string> kept = {};
  bool is_amending = false;  // `known` is of a few files, `outputs` still of all
  FolderStamps clean = {};   // while amending: the folders
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
    if (access(state.c_str(), W_OK | X_OK) != 0)
      throw std::system_error(errno, std::generic_category(), fmt::format("cannot write into {}", state.string()));

    const int root_number = root.get();
    OutputTree tree(std::move(root), options.survive_power_cut);
    FileDescriptor memory_lock;
    if (!folders.memory.empty()) {
      fs::create_directories(folders.memory);
      memory_lock = lock_folder(folders.memory);
    }
    const fs::path kept_in = memory_lock ? fs::path(folders.memory) : state;
    BuildState memory((kept_in / "state.db").string(), folder_name(out, state));
    KnownOutputs outputs = memory.load();
    // While another build had the memory, one may have written without it; then what is remembered here is not the last word.
    const fs::path beside = state / "state.db";
    if (!folders.memory.empty() && (!memory_lock || fs::exists(beside))) outputs.place = {};
    if (memory_lock) remove_database(beside.string());
    const bool fresh = tree.is_empty(Staging::kName);
    const bool adopted = !fresh && outputs.empty() && has_mark(tree);
    if (!fresh && outputs.empty() && !adopted)
      return refuse_output("output-not-empty", folders.out,
                           "the output folder is not empty, and nothing says that onshelf filled it",
                           "name an empty folder, or delete this one if nothing in it is needed");
    auto parts = std::make_unique<Parts>(Parts{folders.out, options, std::move(state_lock), std::move(out_lock),
                                               std::move(memory_lock), state.string(), root_number, std::nullopt,
                                               std::move(tree), std::move(memory), std::move(outputs), adopted, fresh,
                                               KnownFiles({}, adopted)});
    return Publisher(std::move(parts));
  } catch (const std::system_error& error) {
    return refuse_output("output-unwritable", folders.out,
                         "the folder cannot be made or used: " + error.code().message(),
                         "check the folder's permissions and the disk");
  }
}

void Publisher::claim(std::vector<std::string> paths) {
  Parts& parts = *parts_;
  if (!parts.staging || parts.is_amending) {
    stage();
    // What another folder's builds, or nobody, remember of: pages of ours that are no longer wanted must not stay.
    if (!parts.fresh && parts.outputs.place != parts.tree.place())
      for (std::string& path : files_like_ours(parts.tree, parts.outputs.written))
        parts.outputs.claimed.push_back(std::move(path));
    parts.known = KnownFiles(parts.outputs, parts.adopted);
    parts.outputs.written = {};
    parts.is_amending = false;
  }
  parts.known.claim(std::move(paths));
  // A file of the last build where this one needs a folder, or the other way round, cannot wait for the end.
  parts.known.forget(prune(parts.tree, parts.known.removals(true), parts.known.found_folders()).removed);
  const std::vector<std::string_view> claims = parts.known.find_new_claims(parts.tree, parts.fresh);
  parts.state.claim(claims, parts.known.find_foreign_folders(parts.tree, parts.fresh));
}

void Publisher::stage() {
  Parts& parts = *parts_;
  if (parts.staging) return;
  parts.staging.emplace(Staging::open(parts.state_folder, parts.root));
  parts.tree.stage_in(parts.staging->folder());
}

std::optional<KeptOutputs> Publisher::amend(const std::vector<std::string>& paths) {
  Parts& parts = *parts_;
  const KnownOutputs& last = parts.outputs;
  std::set<std::size_t> amended;
  for (const std::string& path : paths)
    if (const auto at = find_written(last, path)) amended.insert(*at);
  auto confirmed = confirm_last(amended);
  if (!confirmed) return std::nullopt;

  KnownOutputs some;
  some.found_folders = last.found_folders;
  std::vector<std::string> claimed = paths;
  KeptOutputs kept;
  for (std::size_t at = 0; at < last.written.size(); ++at) {
    if (amended.contains(at)) {
      some.written.push_back(last.written[at]);
      continue;
    }
    ++kept.files;
    kept.pages += last.written[at].path.ends_with(".html");
    kept.bytes += last.written[at].size;
  }
  for (const auto& [at, stamp] : confirmed->files) {
    some.written.push_back(last.written[at]);
    claimed.push_back(last.written[at].path);
  }
  parts.known = KnownFiles(some, false);
  parts.known.claim(std::move(claimed));
  const std::vector<std::string_view> claims = parts.known.find_new_claims(parts.tree, false);
  for (const auto& [at, stamp] : confirmed->files) {
    const KnownOutput& file = last.written[at];
    parts.known.record(file.path, file.content, stamp, file.key, file.size);
  }
  stage();
  parts.state.claim(claims, {});
  parts.clean = std::move(confirmed->folders);
  parts.is_amending = true;
  return kept;
}

WriteResult Publisher::write(std::string_view path, std::string_view bytes) const {
  if (!is_output_path(path)) throw std::invalid_argument("a path leads out of the output folder");
  OutputTree& tree = parts_->tree;
  const ContentHash hash = content_hash(bytes);
  if (parts_->fresh)
    if (const auto stamp = tree.create(path, bytes)) return {WriteOutcome::written, hash, *stamp};

  const ExistingFile existing = tree.open_existing(path);
  if (existing.standing == Standing::regular && tree.is_equal(existing, path, bytes))
    return {WriteOutcome::unchanged, hash, existing.stamp};
  const bool free = existing.standing == Standing::missing;
  // In a folder that was empty no other file can be ours.
  if (free || (!parts_->fresh && parts_->known.is_ours(path) && existing.standing == Standing::regular))
    if (const auto stamp = tree.put(path, bytes, !free)) return {WriteOutcome::written, hash, *stamp};
  return {WriteOutcome::foreign_in_the_way, hash};
}

bool Publisher::began_empty() const { return parts_->fresh; }

Standstill Publisher::stands_still(std::string_view path, const OutputKey& key) const {
  const LeftFile* file = parts_->known.last(path);
  if (!file || !key || !(file->key == key)) return {};
  const OutputTree& tree = parts_->tree;
  const Stamp stamp = tree.stamp_of_file(std::string(path));
  if (!stamp.value) return {};
  const WriteResult result{WriteOutcome::unchanged, file->content, stamp};
  if (stamp.value == file->stamp) return {true, true, result, file->size};
  const auto looked_at = tree.stamp_if_it_has(path, file->size, file->content);
  if (!looked_at) return {};
  return {true, false, {WriteOutcome::unchanged, file->content, *looked_at}, file->size};
}

void Publisher::forget_keys() {
  parts_->outputs.inputs = {};
  for (KnownOutput& file : parts_->outputs.written) file.key = {};
}

Reason Publisher::reason(std::string_view path, const OutputKey& key) const {
  const LeftFile* file = parts_->known.last(path);
  if (!file) return Reason::is_new;
  if (!key) return Reason::own;
  if (!file->key) return Reason::site;
  if (file->key.site != key.site) return Reason::site;
  if (file->key.own != key.own) return Reason::own;
  return file->key.others != key.others ? Reason::others : Reason::touched;
}

void Publisher::record(const std::string& path, const WriteResult& result, const OutputKey& key, std::uint64_t size) {
  if (result.outcome != WriteOutcome::foreign_in_the_way)
    parts_->known.record(path, result.hash, result.stamp, key, size);
}

void Publisher::withdraw(const std::string& path) { parts_->known.withdraw(path); }

// What the last build wrote. Nothing: it is not all there, or that cannot be told.
std::optional<Confirmed> Publisher::confirm_last(const std::set<std::size_t>& apart) const {
  const Parts& parts = *parts_;
  const KnownOutputs& last = parts.outputs;
  if (parts.fresh || parts.adopted || last.unfinished || last.place != parts.tree.place()) return std::nullopt;
  return confirm(parts.tree, last, apart);
}

std::optional<std::string> Publisher::repeat(const ContentHash& inputs) const {
  if (!inputs || parts_->outputs.inputs != inputs) return std::nullopt;
  const auto confirmed = confirm_last({});
  if (!confirmed) return std::nullopt;
  std::optional<std::string> report = parts_->state.kept(KeptText::report);
  if (report) settle(*confirmed);
  return report;
}

// So that the next build believes the stamps of what this one looked at.
void Publisher::settle(const Confirmed& confirmed) const {
  const KnownOutputs& last = parts_->outputs;
  std::vector<KnownOutput> settled;
  for (const auto& [at, stamp] : confirmed.files)
    if (const ContentHash known = stamp.when_settled(confirmed.began)) {
      settled.push_back(last.written[at]);
      settled.back().stamp = known;
    }
  if (const std::string folders = confirmed.folders.bytes(); !settled.empty() || folders != last.folders)
    parts_->state.settle(settled, folders);
}

void Publisher::remember(const ContentHash& inputs, std::string report) {
  parts_->inputs = inputs;
  parts_->report = std::move(report);
}

std::string Publisher::kept(KeptText text) const { return parts_->state.kept(text).value_or(""); }

void Publisher::keep(KeptText text, std::string bytes) { parts_->kept[text] = std::move(bytes); }

PruneReport Publisher::commit() {
  Parts& parts = *parts_;
  PruneReport report;
  if (parts.options.survive_power_cut) parts.tree.sync();
  Pruned pruned = prune(parts.tree, parts.known.removals(false), parts.known.found_folders());
  if (parts.staging) parts.staging->clear();
  report.removed = pruned.removed.size();
  for (const std::string& path : pruned.changed)
    report.findings.push_back(warn("output-changed", parts.out, path,
                                   "the site no longer has this file, but someone has changed it, so it stays",
                                   "delete it if nobody needs it"));
  if (parts.outputs.damaged)
    report.findings.push_back(warn(
        "state-damaged", parts.out, "", "the build state could not be read and was made anew",
        "files that earlier builds wrote and this one did not may be left over: delete those reported as foreign"));
  OutputChanges changes = parts.known.changes(nanoseconds_now());
  if (parts.is_amending) {
    // A new file changes its folder.
    for (const KnownOutput& file : changes.written) {
      const auto before = find_written(parts.outputs, file.path);
      const std::size_t slash = file.path.rfind('/');
      if (!before || parts.outputs.written[*before].content != file.content)
        parts.clean.set(slash == std::string::npos ? "" : std::string_view(file.path).substr(0, slash), {});
    }
    changes.folders = parts.clean.bytes();
  } else if (parts.options.report_foreign) {
    const FolderStamps known = parts.fresh ? FolderStamps() : FolderStamps(parts.outputs.folders);
    ForeignFiles found = find_foreign(parts.tree, parts.known, known, parts.fresh);
    changes.folders = found.clean.bytes();
    if (!found.has_seen_all) parts.inputs = {};  // the next build is no repetition: it looks
    std::vector<std::string>& foreign = found.paths;
    std::erase_if(foreign, [&](const std::string& path) {
      return std::binary_search(pruned.changed.begin(), pruned.changed.end(), path);
    });
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
  changes.inputs = parts.inputs;
  changes.place = parts.tree.place();
  changes.report = std::move(parts.report);
  changes.kept = std::move(parts.kept);
  parts.state.finish(changes);
  return report;
}

}  // namespace onshelf
