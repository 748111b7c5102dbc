#include "render/icon/resize.h"

#include <cassert>
#include <new>

#include "render/icon/stb_resize.h"

namespace onshelf {

Pixels resize(const LinearPicture& picture, std::uint32_t width, std::uint32_t height) {
  assert(width > 0 && height > 0 && picture.width > 0 && picture.height > 0);
  LinearPicture out;
  out.width = width;
  out.height = height;
  out.rgba.resize(std::size_t{4} * width * height);
  if (!stb::resize_linear(picture.rgba.data(), static_cast<int>(picture.width), static_cast<int>(picture.height),
                          picture.covered_width, picture.covered_height, out.rgba.data(), static_cast<int>(width),
                          static_cast<int>(height))) {
    throw std::bad_alloc();
  }
  return to_stored(out);
}

Pixels resize(const Pixels& pixels, std::uint32_t width, std::uint32_t height) {
  assert(width > 0 && height > 0 && pixels.is_whole());
  Pixels out{width, height, std::vector<std::uint8_t>(std::size_t{4} * width * height)};
  if (!stb::resize_stored(pixels.rgba.data(), static_cast<int>(pixels.width), static_cast<int>(pixels.height),
                          out.rgba.data(), static_cast<int>(width), static_cast<int>(height))) {
    throw std::bad_alloc();
  }
  return out;
}

}  // namespace onshelf
