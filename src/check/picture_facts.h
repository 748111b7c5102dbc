// What the header of a picture says, without decoding it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace onshelf {

struct PictureFacts {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  double dpi = 0;  // across; 0: not stored
};

// From the header alone, bounded. `kind` is "png", "jpeg" or "gif". Nothing when it is damaged.
std::optional<PictureFacts> picture_facts(std::string_view kind, std::string_view bytes);

}  // namespace onshelf
