// The blocks of a GIF file, without decoding it.
//
//     header (6)  screen (7)  colours?
//     { 2C place (9) colours? code size (1) sub-blocks | 21 label (1) sub-blocks }  3B
//     sub-blocks: { length (1, not 0)  bytes }  00
#pragma once

#include <cstdint>
#include <string_view>

namespace onshelf {

struct GifOutline {
  std::uint32_t width = 0;  // of the screen
  std::uint32_t height = 0;
  std::uint32_t frames = 0;  // whole ones
  bool complete = false;     // every block is whole, up to the trailer
};

GifOutline outline_gif(std::string_view bytes);

}  // namespace onshelf
