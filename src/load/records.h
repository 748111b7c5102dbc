// Records from content/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "findings/finding.h"
#include "model/file_reader.h"
#include "model/record.h"

namespace onshelf {

// Folder names of content/listings or content/sellers, sorted. A name that cannot be an id is reported and left out.
std::vector<std::string> list_records(const FileReader& disk, const std::string& folder, Findings& findings);

// One record with its text files. `file_name` is "listing.json" or "seller.json". Nothing, and findings, when it cannot be
// read. The folder draft/ is never opened: a pending edit is not public.
std::optional<Record> load_record(const FileReader& disk, const std::string& folder, const std::string& id,
                                  const std::string& file_name, Findings& findings);

// The edit of a listing that waits in its draft/ for approval, in the same form. Only commands that show a seller what a
// reviewer would say ask for it.
std::optional<Record> load_pending_edit(const FileReader& disk, const std::string& listing, Findings& findings);

}  // namespace onshelf
