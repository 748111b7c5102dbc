// What may be published as a download. The same for every platform: a file served from the site's own address must be nothing
// that a browser shows or runs.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

// Why these bytes under this name are no download, as a sentence; empty when they are one: PDF, Word, PowerPoint, ZIP or RAR,
// by extension and by leading bytes at offset 0.
std::string fault_of_download(std::string_view file_name, std::string_view bytes);

}  // namespace onshelf
