// The real disk, below one root.
#pragma once

#include <memory>
#include <string>

#include "model/file_reader.h"

namespace onshelf {

// Opens with openat2 beneath the root: no links, no "..", no devices. Throws std::system_error when the root cannot be opened.
std::unique_ptr<FileReader> open_disk(const std::string& root);

}  // namespace onshelf
