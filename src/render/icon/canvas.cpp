#include "render/icon/canvas.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace onshelf {
namespace {

constexpr int kBorderNoise = 12;
constexpr std::size_t kBorderShare = 85;  // percent of the border that must agree
constexpr Colour kLightGround{0xF5, 0xF5, 0xF5}, kDarkGround{0x26, 0x26, 0x2B};
constexpr std::uint64_t kLight = 200;  // mean lightness above which a picture fades on a light ground

// The pixels of the outermost ring.
std::vector<const std::uint8_t*> border_of(const Pixels& pixels) {
  const std::size_t row = pixels.row_bytes();
  const std::uint8_t* const top = pixels.rgba.data();
  const std::uint8_t* const bottom = top + row * (pixels.height - 1);
  std::vector<const std::uint8_t*> border;
  border.reserve(2 * (std::size_t{pixels.width} + pixels.height));
  for (std::size_t x = 0; x < row; x += 4) {
    border.push_back(top + x);
    border.push_back(bottom + x);
  }
  for (std::size_t y = 0; y < pixels.height; ++y) {
    border.push_back(top + y * row);
    border.push_back(top + y * row + row - 4);
  }
  return border;
}

std::uint8_t median(const std::vector<const std::uint8_t*>& border, std::size_t channel) {
  std::array<std::size_t, 256> count{};
  for (const std::uint8_t* pixel : border) ++count[pixel[channel]];
  std::size_t value = 0;
  for (std::size_t seen = count[0]; 2 * seen < border.size(); seen += count[value]) ++value;
  return static_cast<std::uint8_t>(value);
}

}  // namespace

std::optional<Colour> border_colour(const Pixels& pixels) {
  assert(pixels.is_whole());
  const std::vector<const std::uint8_t*> border = border_of(pixels);
  const Colour colour{median(border, 0), median(border, 1), median(border, 2)};
  std::size_t agreeing = 0;
  for (const std::uint8_t* pixel : border) {
    if (pixel[3] != 255) return std::nullopt;
    int apart = 0;
    for (std::size_t c = 0; c < 3; ++c) apart = std::max(apart, std::abs(int{pixel[c]} - int{colour[c]}));
    if (apart <= kBorderNoise) ++agreeing;
  }
  if (agreeing * 100 < border.size() * kBorderShare) return std::nullopt;
  return colour;
}

Colour contrasting_ground(const Pixels& pixels) {
  std::uint64_t lightness = 0, weight = 0;
  for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) {
    const std::uint8_t* const pixel = &pixels.rgba[i];
    lightness += std::uint64_t{pixel[3]} * (54u * pixel[0] + 183u * pixel[1] + 19u * pixel[2]) / 256;
    weight += pixel[3];
  }
  const bool opaque = weight == pixels.rgba.size() / 4 * 255;  // whole, it needs no contrast
  return !opaque && lightness > kLight * weight ? kDarkGround : kLightGround;
}

Pixels centred(const Pixels& pixels, std::uint32_t width, std::uint32_t height) {
  assert(pixels.width <= width && pixels.height <= height);
  Pixels canvas{width, height, {}};
  canvas.rgba.resize(canvas.row_bytes() * height);
  const std::size_t left = (width - pixels.width) / 2, top = (height - pixels.height) / 2;
  for (std::size_t y = 0; y < pixels.height; ++y) {
    std::memcpy(&canvas.rgba[(top + y) * canvas.row_bytes() + 4 * left], &pixels.rgba[y * pixels.row_bytes()],
                pixels.row_bytes());
  }
  for (std::size_t i = 0; i < canvas.rgba.size(); i += 4) {
    if (canvas.rgba[i + 3] == 0) std::memset(&canvas.rgba[i], 0, 4);
  }
  return canvas;
}

Pixels flattened(Pixels pixels, const Colour& ground) {
  for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) {
    const unsigned alpha = pixels.rgba[i + 3];
    if (alpha == 255) continue;
    for (std::size_t c = 0; c < 3; ++c) {
      pixels.rgba[i + c] =
          static_cast<std::uint8_t>((pixels.rgba[i + c] * alpha + ground[c] * (255 - alpha) + 127) / 255);
    }
    pixels.rgba[i + 3] = 255;
  }
  return pixels;
}

bool is_opaque(const Pixels& pixels) {
  for (std::size_t i = 3; i < pixels.rgba.size(); i += 4) {
    if (pixels.rgba[i] != 255) return false;
  }
  return true;
}

}  // namespace onshelf
