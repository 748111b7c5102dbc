// Pictures in linear light, where averaging two pixels gives what the eye sees of both.
#pragma once

#include <cstdint>
#include <vector>

#include "render/icon/pixels.h"

namespace onshelf {

// Alpha is premultiplied, so that invisible pixels have no say in the colour of their neighbours.
struct LinearPicture {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  // How much of the grid the picture covers. Below 1 after an odd side was halved: the last pixel stands for a part.
  double covered_width = 1.0;
  double covered_height = 1.0;
  std::vector<float> rgba;
};

// 2^halvings times smaller (rounded up), each pixel the mean of a block; 0 keeps the size.
LinearPicture reduce(const Pixels& pixels, unsigned halvings);

// Half the size (rounded up), each pixel the mean of four.
LinearPicture halve(const LinearPicture& picture);

// Values a filter pushed out of range are clamped; a pixel that ends up invisible is all zero.
Pixels to_stored(const LinearPicture& picture);

}  // namespace onshelf
