// The only way into public/.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "findings/finding.h"
#include "model/output_key.h"
#include "text/content_hash.h"
#include "write/kept_texts.h"
#include "write/output_tree.h"

namespace onshelf {

struct Confirmed;  // write/doubts.h

enum class WriteOutcome : std::uint8_t { written, unchanged, foreign_in_the_way };

struct WriteResult {
  WriteOutcome outcome = WriteOutcome::unchanged;
  ContentHash hash;
  Stamp stamp = {};
};

// Whether an output has to be made again.
struct Standstill {
  bool holds = false;         // what an earlier build made of the same is still there, to the byte
  bool is_remembered = true;  // and there is nothing new to remember of it
  WriteResult result;         // when it holds
  std::uint64_t size = 0;
};

// Why it has.
enum class Reason : std::uint8_t { is_new, touched, site, own, others };

struct PruneReport {
  std::size_t removed = 0;
  // Files of ours that someone changed, files that are not ours: both stay. A build state that had to be thrown away.
  std::vector<Finding> findings;
};

// What an amended output keeps of the last build.
struct KeptOutputs {
  std::size_t files = 0, pages = 0;  // pages are files too
  std::uint64_t bytes = 0;
};

struct OutputFolders {
  std::string out;    // made when missing
  std::string state;  // made when missing; never inside `out`
  std::string site;   // the inputs; `out` may not hold them nor lie among them
  std::string memory =
      {};  // where the build state lies instead of in `state`, unless another build is using it; may be empty
};

struct PublisherOptions {
  bool report_foreign = true;      // look through the whole output for files that are not ours: 3 us a folder
  bool survive_power_cut = false;  // flush each file before it takes its place: milliseconds each on a disk
};

// A file of every site, and its first line. A folder that has it is taken for ours although the build state is gone.
constexpr std::string_view kMarkFile = "robots.txt";
constexpr std::string_view kMarkLine = "# Made by onshelf.\n";

// Opened once, told all paths, then written to, by forked processes too: write() touches no state but the disk. The caller
// gathers the results, records them, and commits. A build that is killed in between is finished by the next one.
//
// Functions throw std::system_error, naming the path, when the machine fails.
class Publisher {
 public:
  // Or why not, by rule: "output-busy", "output-place", "output-not-empty", "output-unwritable".
  static std::variant<Publisher, Finding> open(const OutputFolders& folders, const PublisherOptions& options = {});
  ~Publisher();
  Publisher(Publisher&&) noexcept;
  Publisher& operator=(Publisher&&) noexcept;

  // Before the first write and the first fork: every path this build may write (claiming too many is harmless). What an
  // earlier build wrote and this one does not claim goes at the end.
  void claim(std::vector<std::string> paths);
  // Instead of claim(): of all that the last build wrote, this one wants to write `paths` at the most, and keeps the rest. Nothing: the rest
  // does not stand as it was left, or is not known; then all is to be claimed. claim() after it starts over.
  std::optional<KeptOutputs> amend(const std::vector<std::string>& paths);
  // A file whose bytes are the same is left alone, its time too. One that onshelf did not write is never touched.
  // A path that was not claimed is written where nothing stands, but a build that is killed then leaves a foreign file, or a part of one.
  // Throws std::invalid_argument when the path leads out of the folder.
  WriteResult write(std::string_view path, std::string_view bytes) const;
  // Nothing was there when it was opened: nothing stands, and nobody need find out what to ask for.
  bool began_empty() const;
  // Asked before an output is rendered. A file whose size and times are what they were is not read; any other is.
  Standstill stands_still(std::string_view path, const OutputKey& key) const;
  // From now on nothing does.
  void forget_keys();
  // For one that does not.
  Reason reason(std::string_view path, const OutputKey& key) const;
  // What was not recorded, withdrawn or written stays as the last build left it.
  void record(const std::string& path, const WriteResult& result, const OutputKey& key = {}, std::uint64_t size = 0);
  // A claimed path that will not be published after all, because the job that writes it was lost: what an earlier build
  // wrote there goes too.
  void withdraw(const std::string& path);

  // When the last build was of the same inputs and all it wrote is there, by its stamps, or for some files by their bytes: its report. A
  // foreign file is seen beside others of ours, not beside a page that is alone in its folder. To be asked instead of claim(), write()
  // and commit(); writes nothing but to the build state, when it found out more of these files.
  std::optional<std::string> repeat(const ContentHash& inputs) const;
  // For the next build's repeat().
  void remember(const ContentHash& inputs, std::string report);
  // What a caller wants to know of the last build whatever this one's inputs are; empty: nothing. As little to be trusted as the disk.
  std::string kept(KeptText text) const;
  // Written by commit(); what is not kept anew stays as it was.
  void keep(KeptText text, std::string bytes);
  // Removals last: what was ours, is no longer planned, and still is what we wrote. Then the build state.
  PruneReport commit();

 private:
  struct Parts;
  explicit Publisher(std::unique_ptr<Parts> parts);
  void stage();
  std::optional<Confirmed> confirm_last(const std::set<std::size_t>& apart) const;
  void settle(const Confirmed& confirmed) const;
  std::unique_ptr<Parts> parts_;
};

}  // namespace onshelf
