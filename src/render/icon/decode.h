// One decoder per format. Each gets a file whose header was read and found within the limits.
#pragma once

#include <string_view>
#include <variant>

#include "render/icon/icon.h"

namespace onshelf {

using Decoded = std::variant<Pixels, PictureFault>;

Decoded decode_png(std::string_view bytes, const PictureHeader& header);
Decoded decode_jpeg(std::string_view bytes, const PictureHeader& header);
Decoded decode_gif(std::string_view bytes, const PictureHeader& header);

}  // namespace onshelf
