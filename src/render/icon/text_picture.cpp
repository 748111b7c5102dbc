#include "render/icon/text_picture.h"

#include <algorithm>

#include "render/icon/canvas.h"
#include "render/icon/encode.h"
#include "render/icon/resize.h"

namespace onshelf {
namespace {

constexpr int kJpegQuality = 84;

Pixels fitted(Pixels pixels) {
  const double scale = std::min({1.0, static_cast<double>(kMostTextPictureWidth) / pixels.width,
                                 static_cast<double>(kMostTextPictureHeight) / pixels.height});
  if (scale == 1.0) return pixels;
  const auto side = [scale](std::uint32_t whole) {
    return std::max(std::uint32_t{1}, static_cast<std::uint32_t>(whole * scale + 0.5));
  };
  return resize(pixels, side(pixels.width), side(pixels.height));
}

}  // namespace

std::variant<TextPicture, PictureFault> make_text_picture(std::string_view bytes,
                                                          const std::function<void()>& begin_step) {
  auto header = read_picture_header(bytes);
  if (auto* fault = std::get_if<PictureFault>(&header)) return std::move(*fault);
  begin_step();
  auto decoded = decode_picture(bytes);
  if (auto* fault = std::get_if<PictureFault>(&decoded)) return std::move(*fault);
  begin_step();
  const Pixels pixels = fitted(std::move(std::get<Pixels>(decoded)));
  begin_step();
  TextPicture picture{{}, {}, pixels.width, pixels.height};
  if (std::get<PictureHeader>(header).format == PictureFormat::jpeg) {
    picture.extension = "jpg";
    picture.bytes = encode_jpeg(pixels, kJpegQuality, ChromaSampling::quartered, 0);
  } else {
    picture.extension = "png";
    picture.bytes = encode_png(pixels, PngEffort::plain, 0);
  }
  return picture;
}

}  // namespace onshelf
