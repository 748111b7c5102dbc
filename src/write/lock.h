// One build at a time.
#pragma once

#include <string>

#include "write/file_descriptor.h"

namespace onshelf {

// Locks a folder against other builds until the descriptor and all its copies in forked processes are closed; death
// releases it too. Empty: another build holds it. Throws std::system_error when the folder cannot be opened.
FileDescriptor lock_folder(const std::string& path);

}  // namespace onshelf
