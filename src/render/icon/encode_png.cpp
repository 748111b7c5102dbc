// As in decode_png.cpp, libpng is only called from plain functions that a longjmp may leave at any point.
#include <png.h>
#include <zlib.h>

#include <csetjmp>
#include <cstring>
#include <new>
#include <optional>

#include "render/icon/canvas.h"
#include "render/icon/encode.h"
#include "render/icon/palette.h"

namespace onshelf {
namespace {

constexpr double kInchesPerMetre = 1.0 / 0.0254;

struct PngWriting {
  png_structp png = nullptr;
  png_infop info = nullptr;
  png_uint_32 width = 0, height = 0;
  int colour_type = PNG_COLOR_TYPE_RGBA;
  int bit_depth = 8;
  png_color palette[256];
  png_byte alpha[256];
  int colours = 0, transparent = 0;
  png_uint_32 dots_per_metre = 0;
  int level = 6;
  int filters = PNG_FILTER_NONE;
  png_const_bytep rows = nullptr;
  std::size_t row_bytes = 0;
  char* out = nullptr;  // has room for the largest file these rows can become
  std::size_t written = 0, room = 0;
  std::jmp_buf bail{};

  PngWriting() = default;
  PngWriting(const PngWriting&) = delete;
  PngWriting& operator=(const PngWriting&) = delete;
  ~PngWriting() { png_destroy_write_struct(&png, &info); }
};

[[noreturn]] void on_error(png_structp png, png_const_charp) {
  std::longjmp(static_cast<PngWriting*>(png_get_error_ptr(png))->bail, 1);
}

void on_warning(png_structp, png_const_charp) {}

void write_bytes(png_structp png, png_bytep bytes, std::size_t count) {
  auto* writing = static_cast<PngWriting*>(png_get_io_ptr(png));
  if (count > writing->room - writing->written) png_error(png, "larger than it can be");
  std::memcpy(writing->out + writing->written, bytes, count);
  writing->written += count;
}

void write_file(PngWriting& w) {
  w.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &w, on_error, on_warning);
  if (w.png == nullptr) std::longjmp(w.bail, 1);
  w.info = png_create_info_struct(w.png);
  if (w.info == nullptr) png_error(w.png, "out of memory");
  png_set_write_fn(w.png, &w, write_bytes, nullptr);
  png_set_compression_level(w.png, w.level);
  png_set_compression_mem_level(w.png, 9);
  png_set_compression_buffer_size(w.png, w.room);  // one IDAT
  png_set_filter(w.png, PNG_FILTER_TYPE_BASE, w.filters);
  png_set_IHDR(w.png, w.info, w.width, w.height, w.bit_depth, w.colour_type, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (w.colours > 0) png_set_PLTE(w.png, w.info, w.palette, w.colours);
  if (w.transparent > 0) png_set_tRNS(w.png, w.info, w.alpha, w.transparent, nullptr);
  if (w.dots_per_metre > 0) png_set_pHYs(w.png, w.info, w.dots_per_metre, w.dots_per_metre, PNG_RESOLUTION_METER);
  png_write_info(w.png, w.info);
  for (png_uint_32 y = 0; y < w.height; ++y) png_write_row(w.png, w.rows + y * w.row_bytes);
  png_write_end(w.png, nullptr);
}

bool succeeds(PngWriting& writing) {
  if (setjmp(writing.bail) != 0) return false;
  write_file(writing);
  return true;
}

std::string encode_rows(PngWriting& writing) {
  writing.row_bytes = std::size_t{writing.width} * (writing.colour_type == PNG_COLOR_TYPE_RGBA ? 4
                                                    : writing.colours > 0                      ? 1
                                                                                               : 3);
  std::string out;
  writing.room = compressBound(static_cast<uLong>((writing.row_bytes + 1) * writing.height)) + 4096;
  out.resize(writing.room);
  writing.out = out.data();
  if (!succeeds(writing)) throw std::bad_alloc();  // the only way to fail with sound arguments
  out.resize(writing.written);
  return out;
}

void use_palette(const PalettePicture& picture, PngWriting& writing) {
  writing.colour_type = PNG_COLOR_TYPE_PALETTE;
  writing.colours = static_cast<int>(picture.colours.size());
  writing.transparent = static_cast<int>(picture.transparent);
  for (std::size_t i = 0; i < picture.colours.size(); ++i) {
    const auto& [red, green, blue, alpha] = picture.colours[i];
    writing.palette[i] = {red, green, blue};
    writing.alpha[i] = alpha;
  }
  writing.rows = picture.indices.data();
}

std::vector<std::uint8_t> without_alpha(const Pixels& pixels) {
  std::vector<std::uint8_t> rgb(pixels.rgba.size() / 4 * 3);
  for (std::size_t from = 0, to = 0; from < pixels.rgba.size(); from += 4, to += 3) {
    std::memcpy(&rgb[to], &pixels.rgba[from], 3);
  }
  return rgb;
}

}  // namespace

std::string encode_png(const Pixels& pixels, PngEffort effort, std::uint16_t dpi) {
  PngWriting writing;
  writing.width = pixels.width;
  writing.height = pixels.height;
  writing.dots_per_metre = static_cast<png_uint_32>(dpi * kInchesPerMetre + 0.5);
  if (effort == PngEffort::patient) writing.level = 9;
  if (const std::optional<PalettePicture> palette = as_palette(pixels)) {
    use_palette(*palette, writing);  // filters only harm numbers of colours
    return encode_rows(writing);
  }
  if (effort != PngEffort::plain) writing.filters = PNG_ALL_FILTERS;
  if (!is_opaque(pixels)) {
    writing.rows = pixels.rgba.data();
    return encode_rows(writing);
  }
  const std::vector<std::uint8_t> rgb = without_alpha(pixels);
  writing.colour_type = PNG_COLOR_TYPE_RGB;
  writing.rows = rgb.data();
  return encode_rows(writing);
}

}  // namespace onshelf
