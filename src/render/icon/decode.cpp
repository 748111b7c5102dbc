#include "render/icon/decode.h"

#include "render/icon/faults.h"

namespace onshelf {

std::variant<Pixels, PictureFault> decode_picture(std::string_view bytes) {
  const auto header = read_picture_header(bytes);
  if (const auto* fault = std::get_if<PictureFault>(&header)) return *fault;
  const auto& sound = std::get<PictureHeader>(header);
  switch (sound.format) {
    case PictureFormat::png:
      return decode_png(bytes, sound);
    case PictureFormat::jpeg:
      return decode_jpeg(bytes, sound);
    case PictureFormat::gif:
      return decode_gif(bytes, sound);
  }
  return damaged_picture();
}

}  // namespace onshelf
