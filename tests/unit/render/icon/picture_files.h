// Picture files of every kind, made in memory for the tests, and a look at the parts of one.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "render/icon/pixels.h"

namespace onshelf::test {

using Rgba = std::array<std::uint8_t, 4>;

Pixels painted(std::uint32_t width, std::uint32_t height,
               const std::function<Rgba(std::uint32_t, std::uint32_t)>& colour);
Rgba pixel_at(const Pixels& pixels, std::uint32_t x, std::uint32_t y);
bool near(const Rgba& a, const Rgba& b, int tolerance);

// A different colour in each quarter: red, green, blue, yellow from the top left, row by row. Tells orientations apart.
Rgba quarter_colour(std::uint32_t x, std::uint32_t y, std::uint32_t width, std::uint32_t height);
Pixels quarters(std::uint32_t width, std::uint32_t height);
// Random bytes, the same each time; opaque.
Pixels noise(std::uint32_t width, std::uint32_t height);

enum class PngKind {
  grey1,
  grey8,
  grey16,
  grey_alpha8,
  grey_alpha16,
  rgb8,
  rgb16,
  rgba8,
  rgba16,
  palette8,
  palette_alpha
};
std::string png_file(const Pixels& pixels, PngKind kind, bool interlaced);

struct JpegKind {
  bool progressive = false;
  bool grey = false;
  bool cmyk = false;  // as stored by Adobe: inverted, with its marker
  bool quartered = false;
};
std::string jpeg_file(const Pixels& pixels, const JpegKind& kind);

struct GifKind {
  bool interlaced = false;
  int transparent = -1;  // index of the transparent colour
  int frames = 1;
  std::uint32_t left = 0, top = 0, screen_width = 0, screen_height = 0;  // 0: the picture's own size
  int extensions = 0;                                                    // comments before the first frame
};
// The four colours of quarters() have indices 0 to 3; anything else is 4, grey.
std::string gif_file(const Pixels& pixels, const GifKind& kind);

std::string png_chunk(std::string_view name, std::string_view data);
std::string with_png_chunk(const std::string& file, std::string_view before, std::string_view name,
                           std::string_view data);
std::string with_jpeg_segment(const std::string& file, std::uint8_t marker, std::string_view data);
std::string exif_segment(int orientation, bool little, std::string_view trailer = {});

// Names of all chunks; "bad" at the end when lengths or checksums do not fit, "more" when bytes follow the end.
std::vector<std::string> png_chunks(std::string_view file);
std::string png_chunk_data(std::string_view file, std::string_view name);
// Markers up to the scan, then the last two bytes: {"D8", "E0", ..., "DA", "D9"}.
std::vector<std::string> jpeg_markers(std::string_view file);

}  // namespace onshelf::test
