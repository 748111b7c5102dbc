// An encoded icon within its specification's byte budget.
#pragma once

#include <variant>

#include "render/icon/canvas.h"
#include "render/icon/icon.h"

namespace onshelf {

// `canvas` has the icon's size; `ground` is what it is flattened on where transparency cannot be kept.
std::variant<IconFile, PictureFault> encode_within_budget(const Pixels& canvas, const Colour& ground,
                                                          const IconSpec& spec);

}  // namespace onshelf
