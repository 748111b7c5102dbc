// EXIF orientation: how a camera says which way is up.
#pragma once

#include <string_view>

#include "render/icon/pixels.h"

namespace onshelf {

// Body of a JPEG's APP1 segment.
bool is_exif(std::string_view segment);

// 1 to 8; 1 (upright) when the segment does not say or makes no sense. Reads the first directory only.
int read_orientation(std::string_view exif);

// The picture as it is meant to be seen. Turning by a quarter needs a second copy for a moment.
Pixels upright(Pixels stored, int orientation);

}  // namespace onshelf
