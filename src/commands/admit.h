// One listing through load, check and gate, with its texts and pictures made safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/check.h"
#include "findings/finding.h"
#include "gate/visibility.h"
#include "model/file_reader.h"
#include "render/prepare.h"

namespace onshelf {

struct Admission {
  VisibilityDecision decision;
  std::string token;                      // unlisted only
  std::optional<PreparedFiles> prepared;  // nothing: the listing is not public
  Findings findings;
};

// Reads only below content/listings/<id>, never its draft/. `today` is an ISO 8601 day.
Admission admit_listing(const std::string& id, const CheckBook& book, const FileReader& disk, const std::string& today);

}  // namespace onshelf
