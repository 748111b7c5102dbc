// The first half of the arrow, for every listing on all cores: load, check, gate, and the texts and pictures made safe.
#pragma once

#include <string>
#include <vector>

#include "findings/finding.h"
#include "model/file_reader.h"
#include "model/public_listing.h"
#include "model/site.h"
#include "model/summary.h"
#include "words/words.h"

namespace onshelf {

struct CatalogOptions {
  std::string today;         // ISO 8601 day
  std::string state_folder;  // where the spool goes
  unsigned jobs = 1;
  bool explain = false;  // a note for each withheld listing
};

struct Catalog {
  std::vector<Summary> summaries;  // of public listings
  std::vector<PublicSeller> sellers;
  std::size_t records = 0;         // read in all
  std::size_t withheld = 0;        // by their own status, flags or dates: nothing is wrong with them
  std::size_t refused = 0;         // left out because of errors
  std::vector<std::string> notes;  // --explain: why a listing is not listed, by id
};

// Bodies and pictures wait in the spool of `state_folder`; findings are complete but for is_for_sellers_only().
Catalog read_catalog(const Site& site, const Words& words, const FileReader& disk, const CatalogOptions& options,
                     Findings& findings);

}  // namespace onshelf
