// One file of the site, whatever it is.
#pragma once

#include "audit/site_folder.h"
#include "audit/site_view.h"

namespace onshelf::audit {

// Reads it once and judges it as its name says. For workers: the bytes are strangers'.
FileNotes read_file(const SiteView& site, const SiteFolder& folder, FileIndex file);

}  // namespace onshelf::audit
