// What the terminal of a preview says while files are saved.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "findings/finding.h"
#include "text/content_hash.h"

namespace onshelf {

// For who asked for a listing that is not there: with the names that may be meant.
std::string no_such_listing(const std::string& wanted, const std::vector<std::string>& known);

class PreviewTeller {
 public:
  explicit PreviewTeller(std::string folder) : folder_(std::move(folder)) {}

  // One line, without its end, of what was saved and what is wrong with it:
  //
  //     nimbus: listing.json changed, 2 errors: content/listings/nimbus/listing.json:14:21: unknown region "US-est" (1 more)
  //
  // Empty: all files have the bytes that they had before, as far as that is known, and nothing was wrong with them: what is still wrong is
  // told whenever somebody saves it, for who saves wants to know. `changed`: paths as of a Watcher; `found`: findings
  // of what was read then, twice or once; `is_of_all`: that was all listings.
  std::string tell(const std::set<std::string>& changed, const Findings& found, bool is_of_all);

  // The same of what is wrong alone: "2 errors: ...". Empty: nothing.
  static std::string errors_of(const Findings& found);

 private:
  enum class Touch : std::uint8_t { none, saved, changed };
  struct Seen {
    ContentHash bytes;  // not known: it was not there
    std::filesystem::file_time_type time;
  };
  Touch touch(const std::string& path);

  std::string folder_;
  std::map<std::string, Seen> seen_;          // by path
  std::map<std::string, std::string> wrong_;  // errors that were told last, by listing; "" is the site
};

}  // namespace onshelf
