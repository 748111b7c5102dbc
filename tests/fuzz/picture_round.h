// Any bytes as a seller's picture: the kind is found by content, what decodes becomes icons, and those decode again.
#pragma once

#include <string>
#include <variant>

#include "fuzz.h"
#include "render/icon/icon.h"
#include "unit/render/icon/picture_files.h"

namespace onshelf::fuzz {

// Larger pictures only make a run slow: their limits are a matter of unit tests.
constexpr std::uint64_t kMostPixels = 1u << 18;

// Nothing but what our encoders write.
inline void require_bare(const IconFile& file) {
  const bool is_png = file.extension == "png";
  const auto parts = is_png ? test::png_chunks(file.bytes) : test::jpeg_markers(file.bytes);
  const std::string_view known = is_png ? "IHDR PLTE tRNS pHYs IDAT IEND" : "D8 E0 DB C0 C4 DA D9";
  for (const std::string& part : parts) require(known.find(part) != std::string_view::npos);
}

inline void make_and_read_back(IconScaler& scaler, const IconSpec& spec) {
  const auto icon = scaler.make(spec);
  if (std::holds_alternative<PictureFault>(icon)) {
    require(spec.max_bytes > 0);  // with room enough every picture becomes an icon
    return;
  }
  const auto& file = std::get<IconFile>(icon);
  require(spec.max_bytes == 0 || file.bytes.size() <= spec.max_bytes);
  require_bare(file);
  require(std::get<IconFile>(scaler.make(spec)).bytes == file.bytes);
  const auto again = decode_picture(file.bytes);
  require(std::holds_alternative<Pixels>(again));
  const auto& pixels = std::get<Pixels>(again);
  require(pixels.is_whole() && pixels.width == spec.width && pixels.height == spec.height);
}

inline void run_picture(std::string_view bytes) {
  const auto header = read_picture_header(bytes);
  if (const auto* fault = std::get_if<PictureFault>(&header)) {
    require(!fault->rule.empty() && !fault->message.empty());
    require(std::holds_alternative<PictureFault>(decode_picture(bytes)));
    return;
  }
  const auto& announced = std::get<PictureHeader>(header);
  const std::uint64_t count = std::uint64_t{announced.width} * announced.height;
  if (count > kMostPixels) return;
  const auto picture = decode_picture(bytes);
  if (std::holds_alternative<PictureFault>(picture)) return;
  const auto& pixels = std::get<Pixels>(picture);
  require(pixels.is_whole() && pixels.width * std::uint64_t{pixels.height} == count);
  require(std::get<Pixels>(decode_picture(bytes)).rgba == pixels.rgba);
  IconScaler scaler(pixels);
  make_and_read_back(scaler, {.width = 28, .height = 28, .formats = {"png"}});
  make_and_read_back(
      scaler, {.width = 39, .height = 26, .formats = {"png", "jpeg"}, .max_bytes = 900, .dpi = 72, .flatten = true});
  make_and_read_back(scaler, {.width = 64, .height = 48, .formats = {"jpeg"}, .enlarge = false});
}

}  // namespace onshelf::fuzz
