// Any bytes as a seller's picture: the kind is found by content, what decodes becomes icons, and those decode again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "render/icon/icon.h"

namespace {

using namespace onshelf;

void require(bool holds) {
  if (!holds) std::abort();
}

void make_and_read_back(IconScaler& scaler, const IconSpec& spec) {
  const auto icon = scaler.make(spec);
  if (std::holds_alternative<PictureFault>(icon)) {
    require(spec.max_bytes > 0);  // with room enough every picture becomes an icon
    return;
  }
  const auto& file = std::get<IconFile>(icon);
  require(spec.max_bytes == 0 || file.bytes.size() <= spec.max_bytes);
  const auto again = decode_picture(file.bytes);
  require(std::holds_alternative<Pixels>(again));
  const auto& pixels = std::get<Pixels>(again);
  require(pixels.is_whole() && pixels.width == spec.width && pixels.height == spec.height);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto header = read_picture_header(bytes);
  const auto picture = decode_picture(bytes);
  if (std::holds_alternative<PictureFault>(picture)) return 0;
  require(std::holds_alternative<PictureHeader>(header));
  const auto& announced = std::get<PictureHeader>(header);
  const auto& pixels = std::get<Pixels>(picture);
  require(pixels.is_whole());
  require(pixels.width * std::uint64_t{pixels.height} == announced.width * std::uint64_t{announced.height});
  IconScaler scaler(pixels);
  make_and_read_back(scaler, {.width = 28, .height = 28, .formats = {"png"}});
  make_and_read_back(
      scaler, {.width = 39, .height = 26, .formats = {"png", "jpeg"}, .max_bytes = 900, .dpi = 72, .flatten = true});
  make_and_read_back(scaler, {.width = 64, .height = 48, .formats = {"jpeg"}, .enlarge = false});
  return 0;
}
