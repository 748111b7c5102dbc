// What the terminal of a preview says while files are saved.
#pragma once

#include <map>
#include <set>
#include <string>

#include "findings/finding.h"
#include "text/content_hash.h"

namespace onshelf {

class PreviewTeller {
 public:
  explicit PreviewTeller(std::string folder) : folder_(std::move(folder)) {}

  // One line, without its end, of what was saved and what is wrong with it:
  //
  //     nimbus: listing.json changed, 2 errors: content/listings/nimbus/listing.json:14:21: unknown region "US-est" (1 more)
  //
  // Empty: all files have the bytes that they had before, as far as that is known. `changed`: paths as of a Watcher; `found`: findings
  // of what was read then, twice or once.
  std::string tell(const std::set<std::string>& changed, const Findings& found);

  // The same of what is wrong alone: "2 errors: ...". Empty: nothing.
  static std::string errors_of(const Findings& found);

 private:
  bool has_changed(const std::string& path);

  std::string folder_;
  std::map<std::string, ContentHash> seen_;  // by path; not known: it was not there
  std::set<std::string> broken_;             // listings that had errors when they were last told; "" is the site
};

}  // namespace onshelf
