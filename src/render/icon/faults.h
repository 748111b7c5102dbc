// The sentences every decoder shares.
#pragma once

#include "render/icon/icon.h"

namespace onshelf {

inline PictureFault damaged_picture() {
  return {"picture-damaged", "is damaged or cut short", "export the picture again from its source"};
}

inline PictureFault unsupported_picture(std::string message) {
  return {"picture-format", std::move(message), "save it as an ordinary PNG, JPEG or GIF"};
}

}  // namespace onshelf
