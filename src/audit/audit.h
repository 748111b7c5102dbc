// The audit of a built site: reads a folder as a stranger would and says what is wrong with it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "findings/finding.h"

namespace onshelf {

struct AuditRequest {
  std::string folder;
  std::string base_url;              // empty: what robots.txt or the pages say
  std::vector<std::string> markers;  // texts that must be nowhere; each of kShortestMarker bytes or more
  unsigned processes = 1;
};

struct AuditCount {
  std::size_t files = 0;
  std::size_t pages = 0;
  std::string base_url;  // that was gone by
};

// Nothing when it is not known, or not readable, where the site will be. Throws std::system_error when the folder cannot be
// read. Files in findings are named as seen from the folder the command runs in.
std::optional<AuditCount> audit_site(const AuditRequest& request, Findings& findings);

}  // namespace onshelf
