// Findings in other languages.
#pragma once

#include <optional>
#include <string>

#include "findings/finding.h"
#include "model/file_reader.h"

namespace onshelf {

// The installed site/messages/findings.<language>.json with the site's own laid over it. "de-AT" is served by "de" where there
// is no file of its own; English needs none. Nothing, and findings, when no file speaks the language or one is no good.
std::optional<Translations> load_translations(const FileReader& own, const FileReader& defaults,
                                              const std::string& language, Findings& findings);

}  // namespace onshelf
