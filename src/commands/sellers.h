// The sellers of a site, read before its listings, which refer to them.
#pragma once

#include <string>
#include <vector>

#include "findings/finding.h"
#include "model/file_reader.h"
#include "model/public_listing.h"
#include "model/site.h"
#include "workers/pool.h"

namespace onshelf {

struct Sellers {
  std::vector<PublicSeller> sound;   // by id
  std::vector<std::string> refused;  // ids of those whose records have errors
  ContentHash content;               // of what all of them say

  std::vector<std::string> sound_ids() const;
};

// In contained processes, like listings: their bytes are strangers' too. `advice`: keep what only sellers need to hear.
Sellers read_sellers(const Site& site, const FileReader& disk, unsigned jobs, bool advice, Findings& findings,
                     const Meanwhile& meanwhile = {});
// Of some of them, whose folders are there.
Sellers read_sellers(const std::vector<std::string>& ids, const Site& site, const FileReader& disk, unsigned jobs,
                     bool advice, Findings& findings, const Meanwhile& meanwhile = {});

}  // namespace onshelf
