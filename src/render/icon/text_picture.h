// Pictures that a seller's text shows: made anew from their pixels, no larger than a page needs.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

#include "render/icon/icon.h"

namespace onshelf {

// Twice the width of a text column, for dense screens.
constexpr std::uint32_t kMostTextPictureWidth = 1600;
constexpr std::uint32_t kMostTextPictureHeight = 3200;

struct TextPicture {
  std::string bytes;
  std::string extension;  // "png" or "jpg"
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

// A photograph stays a JPEG, anything else becomes a PNG. Never enlarged. Takes and refuses what decode_picture() does.
// `begin_step` is called before each part of the work that takes long.
std::variant<TextPicture, PictureFault> make_text_picture(
    std::string_view bytes, const std::function<void()>& begin_step = [] {});

}  // namespace onshelf
