// Where the files lie that come with the program: templates, themes, platform files, schemas, messages.
#pragma once

#include <filesystem>

namespace onshelf {

// The folder that holds templates/, themes/ and site/{platforms,schemas,messages}: $ONSHELF_DATA when set, else
// ../share/onshelf beside an installed program, else the source tree the program was built in. Nothing is baked in, so
// an installation can be moved. Empty when none of them is there; $ONSHELF_DATA is taken at its word.
std::filesystem::path default_files_root();

}  // namespace onshelf
