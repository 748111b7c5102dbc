// One file outside the site, such as the publication history.
#pragma once

#include <filesystem>
#include <string_view>

namespace onshelf {

// Whole or not at all, also when the power fails: written beside its place, flushed, renamed. Makes missing folders. A file
// that holds these bytes already is left alone. `mode`: of the new file. Throws std::system_error.
void write_file(const std::filesystem::path& path, std::string_view bytes, unsigned mode = 0644);

}  // namespace onshelf
