#include <gif_lib.h>

#include <array>
#include <cstring>
#include <memory>

#include "render/icon/decode.h"
#include "render/icon/faults.h"
#include "render/icon/gif_outline.h"

namespace onshelf {
namespace {

constexpr int kMostExtensions = 256;  // before the first frame

struct CloseGif {
  void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, CloseGif>;

int read_bytes(GifFileType* gif, GifByteType* out, int count) {
  auto* rest = static_cast<std::string_view*>(gif->UserData);
  const std::size_t taken = rest->copy(reinterpret_cast<char*>(out), static_cast<std::size_t>(count));
  rest->remove_prefix(taken);
  return static_cast<int>(taken);
}

struct FirstFrame {
  bool found = false;
  int transparent = NO_TRANSPARENT_COLOR;
};

// All sub-blocks of one extension; a graphics control says which colour is transparent.
bool read_extension(GifFileType* gif, FirstFrame& frame) {
  int label = 0;
  GifByteType* block = nullptr;
  if (DGifGetExtension(gif, &label, &block) != GIF_OK) return false;
  while (block != nullptr) {
    GraphicsControlBlock control;
    if (label == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
      frame.transparent = control.TransparentColor;
    }
    if (DGifGetExtensionNext(gif, &block) != GIF_OK) return false;
  }
  return true;
}

FirstFrame find_first_frame(GifFileType* gif) {
  FirstFrame frame;
  for (int extensions = 0; extensions <= kMostExtensions; ++extensions) {
    GifRecordType record = UNDEFINED_RECORD_TYPE;
    if (DGifGetRecordType(gif, &record) != GIF_OK) return frame;
    if (record == IMAGE_DESC_RECORD_TYPE) {
      frame.found = DGifGetImageDesc(gif) == GIF_OK;
      return frame;
    }
    if (record != EXTENSION_RECORD_TYPE || !read_extension(gif, frame)) return frame;
  }
  return frame;
}

bool lies_on_screen(const GifImageDesc& image, const Pixels& screen) {
  if (image.Left < 0 || image.Top < 0 || image.Width < 1 || image.Height < 1) return false;
  return static_cast<std::uint32_t>(image.Left) + static_cast<std::uint32_t>(image.Width) <= screen.width &&
         static_cast<std::uint32_t>(image.Top) + static_cast<std::uint32_t>(image.Height) <= screen.height;
}

// False: the line uses a colour that the table does not have.
bool paint_line(const std::vector<GifPixelType>& line, const ColorMapObject& colours, int transparent,
                std::uint8_t* out) {
  for (const GifPixelType index : line) {
    if (index != transparent) {
      if (index >= colours.ColorCount) return false;
      const GifColorType& colour = colours.Colors[index];
      out[0] = colour.Red;
      out[1] = colour.Green;
      out[2] = colour.Blue;
      out[3] = 255;
    }
    out += 4;
  }
  return true;
}

bool paint_frame(GifFileType* gif, int transparent, Pixels& screen) {
  const GifImageDesc& image = gif->Image;
  const ColorMapObject* colours = image.ColorMap != nullptr ? image.ColorMap : gif->SColorMap;
  if (colours == nullptr) return false;
  struct Pass {
    int first, step;
  };
  constexpr std::array<Pass, 4> kInterlaced{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
  constexpr std::array<Pass, 1> kPlain{{{0, 1}}};
  std::vector<GifPixelType> line(static_cast<std::size_t>(image.Width));
  const Pass* pass = image.Interlace ? kInterlaced.data() : kPlain.data();
  const Pass* const end = pass + (image.Interlace ? kInterlaced.size() : kPlain.size());
  for (; pass != end; ++pass) {
    for (int y = pass->first; y < image.Height; y += pass->step) {
      if (DGifGetLine(gif, line.data(), image.Width) != GIF_OK) return false;
      const std::size_t at = static_cast<std::size_t>(image.Top + y) * screen.row_bytes() +
                             std::size_t{4} * static_cast<std::size_t>(image.Left);
      if (!paint_line(line, *colours, transparent, &screen.rgba[at])) return false;
    }
  }
  return true;
}

}  // namespace

// Only the first frame, read record by record: the library's read-everything call trusts what the file announces.
Decoded decode_gif(std::string_view bytes, const PictureHeader& header) {
  if (!outline_gif(bytes).complete) return damaged_picture();
  std::string_view rest = bytes;
  const Gif gif(DGifOpen(&rest, read_bytes, nullptr));
  if (!gif) return damaged_picture();
  const FirstFrame frame = find_first_frame(gif.get());
  if (!frame.found) return damaged_picture();
  Pixels screen{header.width, header.height, {}};  // transparent where the frame does not reach, as browsers show it
  if (!lies_on_screen(gif->Image, screen)) return damaged_picture();
  screen.rgba.resize(screen.row_bytes() * header.height);
  if (!paint_frame(gif.get(), frame.transparent, screen)) return damaged_picture();
  return screen;
}

}  // namespace onshelf
