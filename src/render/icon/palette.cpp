#include "render/icon/palette.h"

#include <algorithm>
#include <cstring>

namespace onshelf {
namespace {

constexpr std::size_t kMostColours = 256;

std::uint32_t packed(const std::uint8_t* pixel) {
  return std::uint32_t{pixel[0]} | std::uint32_t{pixel[1]} << 8 | std::uint32_t{pixel[2]} << 16 |
         std::uint32_t{pixel[3]} << 24;
}

// Open addressing over four times as many places as colours can be in it.
class ColourTable {
 public:
  // Number of the colour in order of arrival; kMostColours when it does not fit any more.
  std::size_t number(std::uint32_t colour) {
    std::size_t at = (colour * 2654435761u) >> 22;
    while (slots_[at].used) {
      if (slots_[at].colour == colour) return slots_[at].number;
      at = (at + 1) % slots_.size();
    }
    if (colours_.size() == kMostColours) return kMostColours;
    slots_[at] = {true, static_cast<std::uint16_t>(colours_.size()), colour};
    colours_.push_back(colour);
    return colours_.size() - 1;
  }
  const std::vector<std::uint32_t>& colours() const { return colours_; }

 private:
  struct Slot {
    bool used = false;
    std::uint16_t number = 0;
    std::uint32_t colour = 0;
  };
  std::array<Slot, 4 * kMostColours> slots_{};
  std::vector<std::uint32_t> colours_;
};

bool has_transparency(std::uint32_t colour) { return colour >> 24 != 255; }

}  // namespace

std::optional<PalettePicture> as_palette(const Pixels& pixels) {
  ColourTable table;
  PalettePicture picture;
  picture.indices.resize(pixels.rgba.size() / 4);
  for (std::size_t i = 0; i < picture.indices.size(); ++i) {
    const std::size_t number = table.number(packed(&pixels.rgba[4 * i]));
    if (number == kMostColours) return std::nullopt;
    picture.indices[i] = static_cast<std::uint8_t>(number);
  }
  std::vector<std::uint32_t> sorted = table.colours();
  std::sort(sorted.begin(), sorted.end(), [](std::uint32_t a, std::uint32_t b) {
    return has_transparency(a) != has_transparency(b) ? has_transparency(a) : a < b;
  });
  std::array<std::uint8_t, kMostColours> place{};  // by order of arrival
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    place[table.number(sorted[i])] = static_cast<std::uint8_t>(i);
    const auto byte = [&](unsigned shift) { return static_cast<std::uint8_t>(sorted[i] >> shift & 0xFF); };
    picture.colours.push_back({byte(0), byte(8), byte(16), byte(24)});
    if (has_transparency(sorted[i])) ++picture.transparent;
  }
  for (std::uint8_t& index : picture.indices) index = place[index];
  return picture;
}

}  // namespace onshelf
