// Laying a picture on an icon's ground.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "render/icon/pixels.h"

namespace onshelf {

using Colour = std::array<std::uint8_t, 3>;

// The colour of an opaque border. Nearly all of it must agree: noise that JPEG leaves and a line that runs off the edge
// are overlooked, a second colour is not.
std::optional<Colour> border_colour(const Pixels& pixels);

// A ground on which this picture can be seen: light, or dark when it is partly transparent and what it shows is light
// itself. Never pure white.
Colour contrasting_ground(const Pixels& pixels);

// In the middle of a canvas at least as large, transparent around it. Invisible pixels end up all zero.
Pixels centred(const Pixels& pixels, std::uint32_t width, std::uint32_t height);

// Without transparency, mixed as browsers and drawing programs mix: in stored values, not in linear light.
Pixels flattened(Pixels pixels, const Colour& ground);

bool is_opaque(const Pixels& pixels);

}  // namespace onshelf
