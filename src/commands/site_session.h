// What every command needs first: the site's folder, the installed defaults, and the site itself.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "findings/finding.h"
#include "load/site.h"
#include "model/file_reader.h"
#include "model/site.h"
#include "render/render.h"
#include "words/words.h"

namespace onshelf {

struct SiteSession {
  std::unique_ptr<FileReader> disk;  // below the site's folder
  Site site;
  std::shared_ptr<const Words> words;  // of the site; neither refers to it
  std::shared_ptr<const Templates> templates;
};

// Nothing, and findings, when the folder or the settings are no good; templates and messages are checked too.
std::optional<SiteSession> open_site(const std::string& folder, const SiteOverrides& overrides, Findings& findings);

// Findings as text and in English; commands with options for that have a Reporter.
void print_findings(const Findings& findings);

// One process a core unless `asked` says otherwise.
unsigned job_count(std::optional<unsigned> asked);

}  // namespace onshelf
