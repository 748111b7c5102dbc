// libpng reports errors by longjmp. So that no C++ object is jumped over, it is only called from plain functions
// that hold numbers and pointers only, and what needs destroying lives in decode_png, above the jump.
#include <png.h>

#include <csetjmp>
#include <cstring>

#include "render/icon/decode.h"
#include "render/icon/faults.h"

namespace onshelf {
namespace {

constexpr png_alloc_size_t kMostChunkBytes = 1u << 20;  // a palette and its transparency need 1 024
constexpr png_uint_32 kMostKeptChunks = 16;

struct PngReading {
  png_structp png = nullptr;
  png_infop info = nullptr;
  const char* next = nullptr;
  std::size_t left = 0;
  png_uint_32 width = 0, height = 0;
  png_bytep rgba = nullptr;
  std::jmp_buf bail{};

  PngReading() = default;
  PngReading(const PngReading&) = delete;
  PngReading& operator=(const PngReading&) = delete;
  ~PngReading() { png_destroy_read_struct(&png, &info, nullptr); }
};

[[noreturn]] void on_error(png_structp png, png_const_charp) {
  std::longjmp(static_cast<PngReading*>(png_get_error_ptr(png))->bail, 1);
}

// Warnings are about data we skip or that libpng mended; what it cannot mend is an error.
void on_warning(png_structp, png_const_charp) {}

void read_bytes(png_structp png, png_bytep out, std::size_t count) {
  auto* reading = static_cast<PngReading*>(png_get_io_ptr(png));
  if (count > reading->left) png_error(png, "cut short");
  std::memcpy(out, reading->next, count);
  reading->next += count;
  reading->left -= count;
}

// Metadata is not even parsed. Gamma (gAMA, sRGB) stays: it says what the pixels mean.
void skip_metadata(png_structp png) {
  static const png_byte kSkipped[] =
      "bKGD\0cHRM\0eXIf\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0pHYs\0sBIT\0sCAL\0sPLT\0sTER\0tEXt\0tIME\0zTXt";
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, nullptr, 0);
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, kSkipped, static_cast<int>(sizeof(kSkipped) / 5));
}

void ask_for_rgba(png_structp png, png_infop info) {
  png_fixed_point gamma = 0;
  if (png_get_gAMA_fixed(png, info, &gamma) != 0) png_set_gamma_fixed(png, PNG_DEFAULT_sRGB, gamma);
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
}

void start(PngReading& reading) {
  reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, on_error, on_warning);
  if (reading.png == nullptr) std::longjmp(reading.bail, 1);
  reading.info = png_create_info_struct(reading.png);
  if (reading.info == nullptr) png_error(reading.png, "out of memory");
  png_set_read_fn(reading.png, &reading, read_bytes);
  png_set_user_limits(reading.png, kMostMasterSide, kMostMasterSide);
  png_set_chunk_cache_max(reading.png, kMostKeptChunks);
  png_set_chunk_malloc_max(reading.png, kMostChunkBytes);
  png_set_crc_action(reading.png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  skip_metadata(reading.png);
  png_read_info(reading.png, reading.info);
  ask_for_rgba(reading.png, reading.info);
}

void read_rows(PngReading& reading) {
  const int passes = png_set_interlace_handling(reading.png);
  png_read_update_info(reading.png, reading.info);
  const std::size_t row = std::size_t{4} * reading.width;
  if (png_get_rowbytes(reading.png, reading.info) != row ||
      png_get_image_width(reading.png, reading.info) != reading.width ||
      png_get_image_height(reading.png, reading.info) != reading.height) {
    png_error(reading.png, "not the picture its header announced");
  }
  for (int pass = 0; pass < passes; ++pass) {
    for (png_uint_32 y = 0; y < reading.height; ++y) png_read_row(reading.png, reading.rgba + y * row, nullptr);
  }
  png_read_end(reading.png, nullptr);  // a file without its end is cut short, even when all rows came
}

bool succeeds(PngReading& reading, void (*step)(PngReading&)) {
  if (setjmp(reading.bail) != 0) return false;
  step(reading);
  return true;
}

}  // namespace

Decoded decode_png(std::string_view bytes, const PictureHeader& header) {
  PngReading reading;
  reading.next = bytes.data();
  reading.left = bytes.size();
  reading.width = header.width;
  reading.height = header.height;
  if (!succeeds(reading, start)) return damaged_picture();
  Pixels pixels{header.width, header.height, {}};
  pixels.rgba.resize(pixels.row_bytes() * header.height);
  reading.rgba = pixels.rgba.data();
  if (!succeeds(reading, read_rows)) return damaged_picture();
  return pixels;
}

}  // namespace onshelf
