// The site's definition from its files.
#pragma once

#include <optional>
#include <string>

#include "findings/finding.h"
#include "model/file_reader.h"
#include "model/site.h"

namespace onshelf {

struct SiteOverrides {
  std::string base_url;  // empty: as site.json says
  bool pseudo = false;   // with the pseudo language as the last locale
};

// Reads site/site.json, site/categories.json, site/platforms, site/messages, templates/ and themes/<theme>. What the site does
// not have itself comes from `defaults`, which has the same folders. Nothing is returned when a finding of severity error
// was added: a wrong setting stops a build before anything is written.
std::optional<Site> load_site(const FileReader& own, const FileReader& defaults, const SiteOverrides& overrides,
                              Findings& findings);

}  // namespace onshelf
