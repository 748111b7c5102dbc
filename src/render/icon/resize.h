// Resampling to an exact size.
#pragma once

#include <cstdint>

#include "render/icon/linear_light.h"
#include "render/icon/pixels.h"

namespace onshelf {

// Both filter in linear light with alpha taken into account; sides must be 1 or more. Throw std::bad_alloc.
Pixels resize(const LinearPicture& picture, std::uint32_t width, std::uint32_t height);

// Takes longer than the above, but needs no copy of the picture in floats.
Pixels resize(const Pixels& pixels, std::uint32_t width, std::uint32_t height);

}  // namespace onshelf
