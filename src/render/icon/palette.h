// Pictures of few colours, as one byte a pixel.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "render/icon/pixels.h"

namespace onshelf {

struct PalettePicture {
  std::vector<std::array<std::uint8_t, 4>> colours;  // 256 at most; those with transparency first, each group sorted
  std::size_t transparent = 0;                       // how many colours come before the opaque ones
  std::vector<std::uint8_t> indices;                 // one per pixel
};

// Nothing when there are more than 256 colours; mostly found out within a few hundred pixels.
std::optional<PalettePicture> as_palette(const Pixels& pixels);

}  // namespace onshelf
