#include "render/icon/linear_light.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace onshelf {
namespace {

double decode_srgb(double stored) {
  return stored <= 0.04045 ? stored / 12.92 : std::pow((stored + 0.055) / 1.055, 2.4);
}

struct Tables {
  // Where it is steepest the curve passes 3 294 stored values per unit of light: a cell of 1/4096 holds one edge.
  static constexpr std::size_t kCells = 4096;

  std::array<float, 256> light;                // of a stored value
  std::array<float, 256> edge;                 // light from which on the next stored value is nearer
  std::array<std::uint8_t, kCells + 1> first;  // stored value at the start of a cell

  Tables() {
    for (std::size_t value = 0; value < 256; ++value) {
      light[value] = static_cast<float>(decode_srgb(static_cast<double>(value) / 255.0));
      edge[value] = static_cast<float>(decode_srgb((static_cast<double>(value) + 0.5) / 255.0));
    }
    edge[255] = 2.0F;  // beyond any light
    std::size_t value = 0;
    for (std::size_t cell = 0; cell <= kCells; ++cell) {
      while (static_cast<float>(cell) / static_cast<float>(kCells) >= edge[value]) ++value;
      first[cell] = static_cast<std::uint8_t>(value);
    }
  }

  std::uint8_t stored(float linear) const {
    const float clamped = std::clamp(linear, 0.0F, 1.0F);
    std::size_t value = first[static_cast<std::size_t>(clamped * static_cast<float>(kCells))];
    while (clamped >= edge[value]) ++value;
    return static_cast<std::uint8_t>(value);
  }
};

const Tables& tables() {
  static const Tables made;
  return made;
}

void convert_row(const std::uint8_t* stored, std::size_t width, float* linear) {
  const auto& light = tables().light;
  for (std::size_t x = 0; x < width; ++x, stored += 4, linear += 4) {
    const float alpha = static_cast<float>(stored[3]) / 255.0F;
    linear[0] = light[stored[0]] * alpha;
    linear[1] = light[stored[1]] * alpha;
    linear[2] = light[stored[2]] * alpha;
    linear[3] = alpha;
  }
}

// One row of half the width from two rows; an odd width repeats its last pixel.
void average_rows(const float* upper, const float* lower, std::size_t width, float* out) {
  const std::size_t pairs = width / 2;
  for (std::size_t x = 0; x < pairs; ++x, upper += 8, lower += 8, out += 4) {
    for (std::size_t c = 0; c < 4; ++c) out[c] = 0.25F * ((upper[c] + upper[c + 4]) + (lower[c] + lower[c + 4]));
  }
  if (width % 2 == 0) return;
  for (std::size_t c = 0; c < 4; ++c) out[c] = 0.5F * (upper[c] + lower[c]);
}

// Ready for its values: `factor` times smaller than a picture of this size and cover.
LinearPicture smaller(std::uint32_t width, std::uint32_t height, double covered_width, double covered_height,
                      std::uint32_t factor) {
  LinearPicture out;
  out.width = (width + factor - 1) / factor;
  out.height = (height + factor - 1) / factor;
  out.covered_width = covered_width * width / (static_cast<double>(factor) * out.width);
  out.covered_height = covered_height * height / (static_cast<double>(factor) * out.height);
  out.rgba.resize(std::size_t{4} * out.width * out.height);
  return out;
}

// Means of blocks of `factor` pixels, the last one possibly shorter, of a row that is already the sum of `rows` rows.
void average_blocks(const float* sums, std::size_t width, std::size_t factor, std::size_t rows, float* out) {
  for (std::size_t x = 0; x < width; x += factor, out += 4) {
    const std::size_t columns = std::min(factor, width - x);
    const float share = 1.0F / static_cast<float>(columns * rows);
    float sum[4] = {};
    for (std::size_t i = 0; i < columns; ++i, sums += 4) {
      for (std::size_t c = 0; c < 4; ++c) sum[c] += sums[c];
    }
    for (std::size_t c = 0; c < 4; ++c) out[c] = sum[c] * share;
  }
}

}  // namespace

LinearPicture reduce(const Pixels& pixels, unsigned halvings) {
  const std::uint32_t factor = 1u << halvings;
  LinearPicture out = smaller(pixels.width, pixels.height, 1.0, 1.0, factor);
  if (halvings == 0) {
    convert_row(pixels.rgba.data(), pixels.rgba.size() / 4, out.rgba.data());
    return out;
  }
  std::vector<float> row(pixels.row_bytes()), sums(pixels.row_bytes());
  for (std::uint32_t y = 0; y < out.height; ++y) {
    const std::uint32_t first = y * factor, rows = std::min(factor, pixels.height - first);
    std::fill(sums.begin(), sums.end(), 0.0F);
    for (std::uint32_t i = 0; i < rows; ++i) {
      convert_row(&pixels.rgba[(first + i) * pixels.row_bytes()], pixels.width, row.data());
      for (std::size_t at = 0; at < row.size(); ++at) sums[at] += row[at];
    }
    average_blocks(sums.data(), pixels.width, factor, rows, &out.rgba[std::size_t{4} * y * out.width]);
  }
  return out;
}

LinearPicture halve(const LinearPicture& picture) {
  LinearPicture half = smaller(picture.width, picture.height, picture.covered_width, picture.covered_height, 2);
  const std::size_t row = std::size_t{4} * picture.width;
  for (std::size_t y = 0; y < half.height; ++y) {
    const std::size_t below = std::min<std::size_t>(2 * y + 1, picture.height - 1);
    average_rows(&picture.rgba[2 * y * row], &picture.rgba[below * row], picture.width, &half.rgba[y * 4 * half.width]);
  }
  return half;
}

Pixels to_stored(const LinearPicture& picture) {
  const Tables& table = tables();
  Pixels out{picture.width, picture.height, std::vector<std::uint8_t>(picture.rgba.size())};
  for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
    const float alpha = std::clamp(picture.rgba[i + 3], 0.0F, 1.0F);
    const auto stored_alpha = static_cast<std::uint8_t>(alpha * 255.0F + 0.5F);
    if (stored_alpha == 0) continue;  // no colour hides where nothing shows
    const float straight = 1.0F / alpha;
    for (std::size_t c = 0; c < 3; ++c) out.rgba[i + c] = table.stored(picture.rgba[i + c] * straight);
    out.rgba[i + 3] = stored_alpha;
  }
  return out;
}

}  // namespace onshelf
