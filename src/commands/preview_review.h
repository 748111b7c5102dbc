// What a reviewer would be told of one listing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "check/check.h"
#include "commands/catalog.h"
#include "commands/preview_fields.h"
#include "findings/finding.h"
#include "gate/visibility.h"
#include "model/file_reader.h"
#include "model/public_listing.h"
#include "plan/coverage.h"

namespace onshelf {

struct Review {
  std::vector<Finding> findings;
  VisibilityDecision decision;  // of what would be published now, whatever is shown
  bool has_pending_edit = false;
  std::string type, platform;
  LocalizedText name;
  std::vector<PublicIcon> icons;
  std::vector<std::uint64_t> icon_bytes;
  std::uint64_t budget = 0;
  Coverage coverage;  // of a record with errors: of what can be read; without locales: nothing can
  ReviewedFields fields;
};

// Found out in a process with limits, for whatever the record has in it. `today` is an ISO 8601 day.
Review review_listing(const std::string& id, const CheckBook& book, const FileReader& disk, const std::string& today,
                      SeenAs as);

}  // namespace onshelf
