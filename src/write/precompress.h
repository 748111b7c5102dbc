// Output files a second time, packed as servers may send them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/site.h"

namespace onshelf {

// What may be asked for beside an output path: pages, styles, scripts, data. Pictures and sellers' files are packed in themselves.
bool is_worth_packing(std::string_view path);

// Where servers look for it: ".gz", ".br".
std::string_view ending_of(Packing packing);

// The same bytes for the same bytes: no time, no name. Nothing: it would not be smaller.
std::optional<std::string> packed(Packing packing, std::string_view bytes);

}  // namespace onshelf
