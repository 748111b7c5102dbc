// A decoded picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace onshelf {

// Straight alpha, 8 bits a channel, sRGB values; rows from the top without gaps.
struct Pixels {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::vector<std::uint8_t> rgba;  // 4 * width * height

  std::size_t row_bytes() const { return std::size_t{4} * width; }
  bool is_whole() const { return width > 0 && height > 0 && rgba.size() == row_bytes() * height; }
};

}  // namespace onshelf
