#include "render/icon/gif_outline.h"

#include "render/icon/byte_view.h"

namespace onshelf {
namespace {

constexpr std::uint8_t kImage = 0x2C, kExtension = 0x21, kTrailer = 0x3B;

// Bytes of the colour table that a packed field announces.
std::size_t colour_bytes(std::uint8_t packed) {
  return (packed & 0x80) == 0 ? 0 : std::size_t{3} << ((packed & 7) + 1);
}

// One past the sub-blocks' end, or beyond the file when they do not end.
std::size_t after_sub_blocks(const ByteView& view, std::size_t at) {
  while (view.has(at, 1)) {
    const std::size_t length = view.u8(at);
    at += 1 + length;
    if (length == 0) return at;
  }
  return view.size() + 1;
}

}  // namespace

GifOutline outline_gif(std::string_view bytes) {
  const ByteView view(bytes);
  GifOutline outline;
  outline.width = view.little16(6);
  outline.height = view.little16(8);
  std::size_t at = 13 + colour_bytes(view.u8(10));
  while (view.has(at, 1)) {
    const std::uint8_t block = view.u8(at);
    if (block == kTrailer) {
      outline.complete = true;
      return outline;
    }
    if (block == kExtension) {
      at = after_sub_blocks(view, at + 2);
    } else if (block == kImage) {
      at = after_sub_blocks(view, at + 10 + colour_bytes(view.u8(at + 9)) + 1);
      if (at <= view.size()) ++outline.frames;
    } else {
      return outline;
    }
  }
  return outline;
}

}  // namespace onshelf
