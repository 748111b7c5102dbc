#include "picture_files.h"

#include <gif_lib.h>
#include <png.h>
#include <turbojpeg.h>
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace onshelf::test {
namespace {

std::string big32(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}

std::uint32_t read_big32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes.at(at + i));
  return value;
}

void append_bytes(png_structp png, png_bytep bytes, std::size_t count) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(bytes), count);
}

struct PngLayout {
  int colour_type;
  int depth;
};

PngLayout layout_of(PngKind kind) {
  switch (kind) {
    case PngKind::grey1:
      return {PNG_COLOR_TYPE_GRAY, 1};
    case PngKind::grey8:
      return {PNG_COLOR_TYPE_GRAY, 8};
    case PngKind::grey16:
      return {PNG_COLOR_TYPE_GRAY, 16};
    case PngKind::grey_alpha8:
      return {PNG_COLOR_TYPE_GRAY_ALPHA, 8};
    case PngKind::grey_alpha16:
      return {PNG_COLOR_TYPE_GRAY_ALPHA, 16};
    case PngKind::rgb8:
      return {PNG_COLOR_TYPE_RGB, 8};
    case PngKind::rgb16:
      return {PNG_COLOR_TYPE_RGB, 16};
    case PngKind::rgba8:
      return {PNG_COLOR_TYPE_RGBA, 8};
    case PngKind::rgba16:
      return {PNG_COLOR_TYPE_RGBA, 16};
    case PngKind::palette8:
    case PngKind::palette_alpha:
      return {PNG_COLOR_TYPE_PALETTE, 8};
  }
  throw std::logic_error("kind");
}

constexpr std::uint8_t kPalette[5][3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 0}, {128, 128, 128}};

std::uint8_t palette_index(const std::uint8_t* pixel) {
  for (std::uint8_t i = 0; i < 4; ++i) {
    if (std::memcmp(pixel, kPalette[i], 3) == 0) return i;
  }
  return 4;
}

// One pixel's samples in the file's order; 16-bit samples repeat the byte.
std::string samples(const std::uint8_t* pixel, const PngLayout& layout) {
  if (layout.colour_type == PNG_COLOR_TYPE_PALETTE) return std::string(1, static_cast<char>(palette_index(pixel)));
  std::string bytes;
  const bool colour = (layout.colour_type & PNG_COLOR_MASK_COLOR) != 0;
  for (int c = 0; c < (colour ? 3 : 1); ++c) bytes.append(layout.depth == 16 ? 2 : 1, static_cast<char>(pixel[c]));
  if ((layout.colour_type & PNG_COLOR_MASK_ALPHA) != 0) {
    bytes.append(layout.depth == 16 ? 2 : 1, static_cast<char>(pixel[3]));
  }
  return bytes;
}

}  // namespace

Pixels painted(std::uint32_t width, std::uint32_t height,
               const std::function<Rgba(std::uint32_t, std::uint32_t)>& colour) {
  Pixels out{width, height, {}};
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t x = 0; x < width; ++x) {
      const Rgba value = colour(x, y);
      out.rgba.insert(out.rgba.end(), value.begin(), value.end());
    }
  }
  return out;
}

Rgba pixel_at(const Pixels& pixels, std::uint32_t x, std::uint32_t y) {
  const std::uint8_t* at = &pixels.rgba.at(y * pixels.row_bytes() + std::size_t{4} * x);
  return {at[0], at[1], at[2], at[3]};
}

bool near(const Rgba& a, const Rgba& b, int tolerance) {
  for (std::size_t c = 0; c < 4; ++c) {
    if (std::abs(int{a[c]} - int{b[c]}) > tolerance) return false;
  }
  return true;
}

Rgba quarter_colour(std::uint32_t x, std::uint32_t y, std::uint32_t width, std::uint32_t height) {
  const auto& rgb = kPalette[(x >= width / 2 ? 1 : 0) + (y >= height / 2 ? 2 : 0)];
  return {rgb[0], rgb[1], rgb[2], 255};
}

Pixels quarters(std::uint32_t width, std::uint32_t height) {
  return painted(width, height, [=](auto x, auto y) { return quarter_colour(x, y, width, height); });
}

Pixels noise(std::uint32_t width, std::uint32_t height) {
  std::uint32_t state = 12345;
  const auto next = [&] {
    state = state * 1664525u + 1013904223u;
    return static_cast<std::uint8_t>(state >> 24);
  };
  return painted(width, height, [&](auto, auto) { return Rgba{next(), next(), next(), 255}; });
}

std::string png_file(const Pixels& pixels, PngKind kind, bool interlaced) {
  const PngLayout layout = layout_of(kind);
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &out, append_bytes, nullptr);
  png_set_IHDR(png, info, pixels.width, pixels.height, layout.depth, layout.colour_type,
               interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (layout.colour_type == PNG_COLOR_TYPE_PALETTE) {
    png_color colours[5];
    for (int i = 0; i < 5; ++i) colours[i] = {kPalette[i][0], kPalette[i][1], kPalette[i][2]};
    png_set_PLTE(png, info, colours, 5);
    png_byte alpha[1] = {0};  // the first colour, red
    if (kind == PngKind::palette_alpha) png_set_tRNS(png, info, alpha, 1, nullptr);
  }
  png_write_info(png, info);
  if (layout.depth == 1) png_set_packing(png);
  std::vector<std::string> rows(pixels.height);
  std::vector<png_bytep> row_starts;
  for (std::size_t y = 0; y < pixels.height; ++y) {
    for (std::size_t x = 0; x < pixels.width; ++x) {
      std::string value = samples(&pixels.rgba[y * pixels.row_bytes() + 4 * x], layout);
      if (layout.depth == 1) value[0] = static_cast<char>(static_cast<std::uint8_t>(value[0]) >> 7);
      rows[y] += value;
    }
    row_starts.push_back(reinterpret_cast<png_bytep>(rows[y].data()));
  }
  png_write_image(png, row_starts.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return out;
}

std::string jpeg_file(const Pixels& pixels, const JpegKind& kind) {
  const auto width = static_cast<int>(pixels.width), height = static_cast<int>(pixels.height);
  tjhandle turbo = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  std::vector<std::uint8_t> input = pixels.rgba;
  if (kind.cmyk) {
    for (std::size_t i = 3; i < input.size(); i += 4) input[i] = 255;  // no black; inverted CMY is RGB
  }
  const int sampling = kind.grey ? TJSAMP_GRAY : kind.quartered ? TJSAMP_420 : TJSAMP_444;
  const int failed = tjCompress2(turbo, input.data(), width, 4 * width, height, kind.cmyk ? TJPF_CMYK : TJPF_RGBX,
                                 &bytes, &size, sampling, 95, kind.progressive ? TJFLAG_PROGRESSIVE : 0);
  if (failed != 0) throw std::runtime_error(tjGetErrorStr2(turbo));
  std::string out(reinterpret_cast<char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(turbo);
  return out;
}

std::string gif_file(const Pixels& pixels, const GifKind& kind) {
  std::string out;
  const auto append = [](GifFileType* gif, const GifByteType* bytes, int count) {
    static_cast<std::string*>(gif->UserData)
        ->append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
    return count;
  };
  GifFileType* gif = EGifOpen(&out, append, nullptr);
  GifColorType colours[8] = {};
  for (int i = 0; i < 5; ++i) colours[i] = {kPalette[i][0], kPalette[i][1], kPalette[i][2]};
  ColorMapObject* map = GifMakeMapObject(8, colours);
  const auto width = static_cast<int>(pixels.width), height = static_cast<int>(pixels.height);
  EGifSetGifVersion(gif, true);
  EGifPutScreenDesc(gif, kind.screen_width > 0 ? static_cast<int>(kind.screen_width) : width,
                    kind.screen_height > 0 ? static_cast<int>(kind.screen_height) : height, 8, 0, map);
  for (int i = 0; i < kind.extensions; ++i) EGifPutComment(gif, "a comment");
  for (int frame = 0; frame < kind.frames; ++frame) {
    GraphicsControlBlock control{DISPOSAL_UNSPECIFIED, false, 10, kind.transparent};
    GifByteType packed[4];
    EGifGCBToExtension(&control, packed);
    EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, 4, packed);
    EGifPutImageDesc(gif, static_cast<int>(kind.left), static_cast<int>(kind.top), width, height, kind.interlaced,
                     nullptr);
    const auto put_row = [&](int y) {
      std::vector<GifPixelType> row(pixels.width);
      for (std::size_t x = 0; x < pixels.width; ++x) {
        // Later frames are grey all over, so that they cannot be taken for the first.
        row[x] = frame > 0 ? GifPixelType{4}
                           : palette_index(&pixels.rgba[static_cast<std::size_t>(y) * pixels.row_bytes() + 4 * x]);
      }
      EGifPutLine(gif, row.data(), width);
    };
    constexpr int kPasses[4][2] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    if (kind.interlaced) {
      for (const auto& pass : kPasses) {
        for (int y = pass[0]; y < height; y += pass[1]) put_row(y);
      }
    } else {
      for (int y = 0; y < height; ++y) put_row(y);
    }
  }
  EGifCloseFile(gif, nullptr);
  GifFreeMapObject(map);
  return out;
}

std::string png_chunk(std::string_view name, std::string_view data) {
  const std::string body = std::string(name) + std::string(data);
  const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big32(static_cast<std::uint32_t>(data.size())) + body + big32(static_cast<std::uint32_t>(sum));
}

std::string with_png_chunk(const std::string& file, std::string_view before, std::string_view name,
                           std::string_view data) {
  std::size_t at = 8;
  while (file.compare(at + 4, 4, before) != 0) at += 12 + read_big32(file, at);
  std::string out = file;
  return out.insert(at, png_chunk(name, data));
}

std::string with_jpeg_segment(const std::string& file, std::uint8_t marker, std::string_view data) {
  const std::size_t length = data.size() + 2;
  std::string segment{'\xFF', static_cast<char>(marker), static_cast<char>(length >> 8),
                      static_cast<char>(length & 0xFF)};
  segment += data;
  std::string out = file;
  return out.insert(2, segment);
}

std::string exif_segment(int orientation, bool little, std::string_view trailer) {
  std::string out("Exif\0\0", 6);
  const auto number = [&](std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * (little ? i : bytes - 1 - i) & 0xFF);
  };
  out += little ? "II" : "MM";
  number(42, 2);
  number(8, 4);
  number(2, 2);                                                              // entries
  number(0x010F, 2), number(2, 2), number(4, 4), out += "Cam", out += '\0';  // maker
  number(0x0112, 2), number(3, 2), number(1, 4), number(static_cast<std::uint32_t>(orientation), 2), number(0, 2);
  number(0, 4);
  return out + std::string(trailer);
}

std::vector<std::string> png_chunks(std::string_view file) {
  std::vector<std::string> names;
  std::size_t at = 8;
  while (at + 12 <= file.size()) {
    const std::size_t length = read_big32(file, at);
    if (at + 12 + length > file.size()) return names.emplace_back("bad"), names;
    const std::string name(file.substr(at + 4, 4));
    names.push_back(name);
    if (png_chunk(name, file.substr(at + 8, length)) != file.substr(at, 12 + length))
      return names.emplace_back("bad"), names;
    at += 12 + length;
    if (name == "IEND") break;
  }
  if (at != file.size()) names.emplace_back("more");
  return names;
}

std::string png_chunk_data(std::string_view file, std::string_view name) {
  std::size_t at = 8;
  while (at + 12 <= file.size()) {
    const std::size_t length = read_big32(file, at);
    if (file.substr(at + 4, 4) == name) return std::string(file.substr(at + 8, length));
    at += 12 + length;
  }
  return {};
}

std::vector<std::string> jpeg_markers(std::string_view file) {
  const auto hex = [](char byte) {
    char text[3];
    std::snprintf(text, sizeof text, "%02X", static_cast<unsigned>(static_cast<std::uint8_t>(byte)));
    return std::string(text);
  };
  std::vector<std::string> markers{hex(file.at(1))};
  std::size_t at = 2;
  while (markers.back() != "DA") {
    markers.push_back(hex(file.at(at + 1)));
    at += 2 + (static_cast<std::size_t>(static_cast<std::uint8_t>(file.at(at + 2))) << 8 |
               static_cast<std::uint8_t>(file.at(at + 3)));
  }
  markers.push_back(file.at(file.size() - 2) == '\xFF' ? hex(file.back()) : "none");
  return markers;
}

}  // namespace onshelf::test
