// What builds remember between them: which files of which output folder are ours. A cache; it may be deleted at any time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/output_key.h"
#include "text/content_hash.h"
#include "write/kept_texts.h"

namespace onshelf {

// One file as the last build that ended well left it.
struct KnownOutput {
  std::string path;
  ContentHash content;
  ContentHash stamp;  // OutputTree::stamp then; not known: it was too young to be told from a later change
  OutputKey key;      // what its bytes were made of
  std::uint64_t size = 0;
};

// What is known of one output folder.
struct KnownOutputs {
  std::vector<KnownOutput> written;        // by path
  std::vector<std::string> claimed;        // what builds since then, which did not end, may have written
  std::vector<std::string> found_folders;  // stood there before anything of ours did, so they stay
  bool unfinished = false;                 // such builds there were: the hashes above may be out of date
  bool damaged = false;                    // the state could not be read and was thrown away
  ContentHash inputs;                      // all that the last build was made of; not known: it may not be repeated
  std::string folders;                     // FolderStamps, as bytes
  ContentHash place;                       // OutputTree::place then
  bool empty() const { return written.empty() && !unfinished; }
};

struct OutputChanges {
  std::vector<KnownOutput> written;  // new or changed
  std::vector<std::string> removed;
  ContentHash inputs;
  std::string report;  // what the build said, for one that finds the same inputs
  std::string folders;
  ContentHash place;
  std::map<KeptText, std::string> kept;  // others stay as they were
};

// An SQLite file. What it holds is not trusted: a path that leads out of the output folder makes all of it damaged.
// Functions that write throw std::system_error.
class BuildState {
 public:
  // `folder` names the output folder among all that this site was ever built into.
  BuildState(std::string file, std::string folder) : file_(std::move(file)), folder_(std::move(folder)) {}

  KnownOutputs load();
  // Of the last build that ended. Nothing: there is none, or not as it was written.
  std::optional<std::string> kept(KeptText text) const;
  // Before the first file is written, so that a build that is killed does not leave files nobody knows.
  void claim(const std::vector<std::string_view>& paths, const std::vector<std::string>& found_folders) const;
  // Of files and folders that are as the last build left them: stamps that tell. `folders`: all FolderStamps, as bytes.
  void settle(const std::vector<KnownOutput>& files, std::string_view folders);
  // The end of a build, in one transaction; takes all claims back.
  void finish(const OutputChanges& changes);

 private:
  std::string file_, folder_;
  KeptTexts texts_;
};

}  // namespace onshelf
