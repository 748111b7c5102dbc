// A listing as a preview shows it, in one file that needs no preview.
#pragma once

#include "commands/options.h"

namespace onshelf {

// Writes options.export_file and says so; serves nothing. `findings`: the listing has errors, and what was written tells them, with the
// last sound page if there is one.
ExitCode export_preview(const PreviewOptions& options);

}  // namespace onshelf
