// From a master to icons: fit, resample, pad, encode.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "render/icon/budget.h"
#include "render/icon/canvas.h"
#include "render/icon/icon.h"
#include "render/icon/resize.h"

namespace onshelf {
namespace {

// Up to here a copy of a picture in floats (16 MiB) is worth its memory: resampling it takes a third less time.
constexpr std::uint64_t kMostFloatPixels = 1u << 20;

std::uint32_t scaled_side(std::uint32_t side, double scale, std::uint32_t most) {
  const double exact = std::floor(side * scale + 0.5);
  return std::clamp(static_cast<std::uint32_t>(exact), std::uint32_t{1}, most);
}

// Halving is cheap, and harmless as long as twice the wanted size is left for the real filter.
unsigned halvings_before(const Pixels& master, std::uint32_t width, std::uint32_t height) {
  unsigned count = 0;
  while (master.width >> (count + 1) >= 2 * width && master.height >> (count + 1) >= 2 * height) ++count;
  return count;
}

// Until a copy in floats takes little memory.
unsigned halvings_to_fit(const Pixels& master) {
  unsigned count = 0;
  while (std::uint64_t{master.width >> count} * (master.height >> count) > kMostFloatPixels) ++count;
  return count;
}

}  // namespace

double icon_scale(std::uint32_t width, std::uint32_t height, const IconSpec& spec) {
  const double scale = std::min(static_cast<double>(spec.width) / width, static_cast<double>(spec.height) / height);
  return std::min(scale, spec.enlarge ? kMostEnlarged : 1.0);
}

IconScaler::IconScaler(const Pixels& master) : master_(master) {
  assert(master.is_whole());
  border_ = border_colour(master);
}

const LinearPicture& IconScaler::reduced(unsigned halvings) {
  const auto found = reduced_.find(halvings);
  if (found != reduced_.end()) return found->second;
  // Which way a reduction is made depends on the master alone, never on what is already at hand: rounding differs.
  LinearPicture made = halvings <= halvings_to_fit(master_) ? reduce(master_, halvings) : halve(reduced(halvings - 1));
  return reduced_.emplace(halvings, std::move(made)).first->second;
}

Pixels IconScaler::fitted(std::uint32_t width, std::uint32_t height) {
  if (width == master_.width && height == master_.height) return master_;
  const unsigned halvings = halvings_before(master_, width, height);
  return halvings == 0 && halvings_to_fit(master_) > 0 ? resize(master_, width, height)
                                                       : resize(reduced(halvings), width, height);
}

std::variant<IconFile, PictureFault> IconScaler::make(const IconSpec& spec) {
  if (spec.width < 1 || spec.height < 1 || std::max(spec.width, spec.height) > kMostMasterSide) {
    return PictureFault{
        "icon-size",
        "is wanted as an icon of " + std::to_string(spec.width) + " x " + std::to_string(spec.height) + " pixels",
        "each side of an icon has 1 to 4096 pixels"};
  }
  const double scale = icon_scale(master_.width, master_.height, spec);
  const Pixels picture =
      fitted(scaled_side(master_.width, scale, spec.width), scaled_side(master_.height, scale, spec.height));
  const Colour ground = border_ ? *border_ : contrasting_ground(picture);
  return encode_within_budget(centred(picture, spec.width, spec.height), ground, spec);
}

std::variant<IconFile, PictureFault> make_icon(const Pixels& master, const IconSpec& spec) {
  return IconScaler(master).make(spec);
}

}  // namespace onshelf
