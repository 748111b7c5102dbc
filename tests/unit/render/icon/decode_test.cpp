#include <string>
#include <vector>

#include "picture_files.h"
#include "render/icon/icon.h"
#include "support/catch.h"

using namespace onshelf;
using namespace onshelf::test;

namespace {

std::string rule_of(const std::variant<Pixels, PictureFault>& result) {
  const auto* fault = std::get_if<PictureFault>(&result);
  return fault == nullptr ? "none" : fault->rule;
}

std::string message_of(std::string_view bytes) {
  const auto result = read_picture_header(bytes);
  const auto* fault = std::get_if<PictureFault>(&result);
  return fault == nullptr ? "none" : fault->message;
}

// Grey of a colour as the tests' PNG writer stores it: its red sample.
Rgba grey_of(const Rgba& colour) { return {colour[0], colour[0], colour[0], colour[3]}; }

struct Sample {
  const char* name;
  std::string file;
};

// One file of each kind, 37 x 29, for whatever must hold for all kinds.
std::vector<Sample> all_kinds() {
  const Pixels picture = quarters(37, 29);
  std::vector<Sample> samples;
  for (const bool interlaced : {false, true}) {
    samples.push_back({"png grey 1", png_file(picture, PngKind::grey1, interlaced)});
    samples.push_back({"png grey 16", png_file(picture, PngKind::grey16, interlaced)});
    samples.push_back({"png rgba", png_file(picture, PngKind::rgba8, interlaced)});
    samples.push_back({"png rgba 16", png_file(picture, PngKind::rgba16, interlaced)});
    samples.push_back({"png palette", png_file(picture, PngKind::palette_alpha, interlaced)});
    samples.push_back({"gif", gif_file(picture, {.interlaced = interlaced, .transparent = -1})});
  }
  samples.push_back({"gif, 3 frames", gif_file(picture, {.frames = 3})});
  samples.push_back({"jpeg", jpeg_file(picture, {})});
  samples.push_back({"jpeg progressive", jpeg_file(picture, {.progressive = true})});
  samples.push_back({"jpeg grey", jpeg_file(picture, {.grey = true})});
  samples.push_back({"jpeg cmyk", jpeg_file(picture, {.cmyk = true})});
  samples.push_back({"jpeg 4:2:0", jpeg_file(picture, {.quartered = true})});
  return samples;
}

}  // namespace

TEST_CASE("I2: every PNG layout decodes to its colours, 16-bit, palette and interlaced ones too") {
  const Pixels picture = painted(37, 29, [](auto x, auto y) {
    Rgba colour = quarter_colour(x, y, 37, 29);
    if (x == y) colour[3] = 100;
    return colour;
  });
  const PngKind kinds[] = {PngKind::grey1,        PngKind::grey8,    PngKind::grey16,       PngKind::grey_alpha8,
                           PngKind::grey_alpha16, PngKind::rgb8,     PngKind::rgb16,        PngKind::rgba8,
                           PngKind::rgba16,       PngKind::palette8, PngKind::palette_alpha};
  for (const PngKind kind : kinds) {
    for (const bool interlaced : {false, true}) {
      CAPTURE(static_cast<int>(kind), interlaced);
      const auto result = decode_picture(png_file(picture, kind, interlaced));
      REQUIRE(rule_of(result) == "none");
      const auto& pixels = std::get<Pixels>(result);
      REQUIRE(pixels.width == 37);
      REQUIRE(pixels.height == 29);
      const bool grey = kind <= PngKind::grey_alpha16;
      const bool alpha = kind == PngKind::grey_alpha8 || kind == PngKind::grey_alpha16 || kind == PngKind::rgba8 ||
                         kind == PngKind::rgba16;
      std::size_t wrong = 0;
      for (std::uint32_t y = 0; y < 29; ++y) {
        for (std::uint32_t x = 0; x < 37; ++x) {
          Rgba expected = pixel_at(picture, x, y);
          if (grey) expected = grey_of(expected);
          if (!alpha) expected[3] = 255;
          if (kind == PngKind::palette_alpha && expected[0] == 255 && expected[1] == 0) expected[3] = 0;
          if (pixel_at(pixels, x, y) != expected) ++wrong;
        }
      }
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("A PNG's gamma is applied") {
  const Pixels picture = painted(4, 4, [](auto, auto) { return Rgba{128, 128, 128, 255}; });
  const std::string file = png_file(picture, PngKind::rgb8, false);
  const auto linear = decode_picture(with_png_chunk(file, "IDAT", "gAMA", std::string("\0\1\x86\xA0", 4)));  // 1.0
  CHECK(near(pixel_at(std::get<Pixels>(linear), 1, 1), {188, 188, 188, 255}, 2));
  const auto usual = decode_picture(with_png_chunk(file, "IDAT", "gAMA", std::string("\0\0\xB1\x8F", 4)));  // 1/2.2
  CHECK(near(pixel_at(std::get<Pixels>(usual), 1, 1), {128, 128, 128, 255}, 1));
}

TEST_CASE("I2: every JPEG layout decodes to its colours, progressive and CMYK ones too") {
  struct Row {
    const char* name;
    JpegKind kind;
    bool grey;
  };
  const Row rows[] = {
      {"plain", {}, false},
      {"progressive", {.progressive = true}, false},
      {"subsampled", {.quartered = true}, false},
      {"grey", {.grey = true}, true},
      {"CMYK", {.cmyk = true}, false},
      {"progressive CMYK", {.progressive = true, .cmyk = true}, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto result = decode_picture(jpeg_file(quarters(64, 48), row.kind));
    REQUIRE(rule_of(result) == "none");
    const auto& pixels = std::get<Pixels>(result);
    REQUIRE(pixels.width == 64);
    for (const auto& [x, y] : {std::pair{5u, 5u}, {58u, 5u}, {5u, 42u}, {58u, 42u}}) {
      const Rgba expected = quarter_colour(x, y, 64, 48);
      const Rgba seen = pixel_at(pixels, x, y);
      const auto luma = static_cast<std::uint8_t>((299 * expected[0] + 587 * expected[1] + 114 * expected[2]) / 1000);
      CHECK(near(seen, row.grey ? Rgba{luma, luma, luma, 255} : expected, 6));
    }
  }
}

TEST_CASE("I2: CMYK without Adobe's marker is not inverted") {
  const Pixels picture = painted(16, 16, [](auto, auto) { return Rgba{0, 255, 255, 255}; });
  std::string file = jpeg_file(picture, {.cmyk = true});
  const auto at = file.find("Adobe");
  REQUIRE(at != std::string::npos);
  // 14 bytes of segment and 2 of marker, of which 4 stand before the name.
  file.erase(at - 4, 16);
  const auto result = decode_picture(file);
  REQUIRE(rule_of(result) == "none");
  CHECK(near(pixel_at(std::get<Pixels>(result), 8, 8), {0, 0, 0, 255}, 4));  // full black
}

TEST_CASE("I4: EXIF orientation is applied first") {
  // Stored quarters R G / B Y and what they look like upright, read row by row.
  struct Row {
    int orientation;
    const char* upright;
    bool turned;
  };
  const Row rows[] = {{1, "RGBY", false}, {2, "GRYB", false}, {3, "YBGR", false}, {4, "BYRG", false},
                      {5, "RBGY", true},  {6, "BRYG", true},  {7, "YGBR", true},  {8, "GYRB", true},
                      {0, "RGBY", false}, {9, "RGBY", false}};
  const std::string file = jpeg_file(quarters(64, 32), {});
  for (const Row& row : rows) {
    for (const bool little : {false, true}) {
      CAPTURE(row.orientation, little);
      const auto result = decode_picture(with_jpeg_segment(file, 0xE1, exif_segment(row.orientation, little)));
      REQUIRE(rule_of(result) == "none");
      const auto& pixels = std::get<Pixels>(result);
      CHECK(pixels.width == (row.turned ? 32u : 64u));
      CHECK(pixels.height == (row.turned ? 64u : 32u));
      std::string seen;
      for (const auto& [right, below] : {std::pair{1u, 1u}, {3u, 1u}, {1u, 3u}, {3u, 3u}}) {
        const Rgba colour = pixel_at(pixels, pixels.width * right / 4, pixels.height * below / 4);
        seen += colour[0] > 128 ? (colour[1] > 128 ? 'Y' : 'R') : colour[1] > 128 ? 'G' : 'B';
      }
      CHECK(seen == row.upright);
    }
  }
}

TEST_CASE("I4: broken EXIF is ignored, wherever it ends") {
  const std::string file = jpeg_file(quarters(64, 32), {});
  const std::string exif = exif_segment(6, true);
  for (std::size_t length = 0; length < 46; ++length) {  // the orientation's entry ends at 40
    CAPTURE(length);
    const auto result = decode_picture(with_jpeg_segment(file, 0xE1, exif.substr(0, length)));
    REQUIRE(rule_of(result) == "none");
    CHECK(std::get<Pixels>(result).width == (length < 40 ? 64u : 32u));
  }
  std::string far = exif;
  far.replace(10, 4, "\xFF\xFF\xFF\xFF");  // directory beyond everything
  const auto result = decode_picture(with_jpeg_segment(file, 0xE1, far));
  REQUIRE(rule_of(result) == "none");
  CHECK(std::get<Pixels>(result).width == 64);
}

TEST_CASE("I3: of a GIF the first frame only, on its screen") {
  const Pixels picture = quarters(16, 16);
  struct Row {
    const char* name;
    GifKind kind;
    Rgba top_left, red, yellow;
    std::uint32_t width;
  };
  constexpr Rgba kRed{255, 0, 0, 255}, kYellow{255, 255, 0, 255}, kNothing{0, 0, 0, 0};
  const Row rows[] = {
      {"plain", {}, kRed, kRed, kYellow, 16},
      {"interlaced", {.interlaced = true}, kRed, kRed, kYellow, 16},
      {"red is transparent", {.transparent = 0}, kNothing, kNothing, kYellow, 16},
      {"animated", {.frames = 3}, kRed, kRed, kYellow, 16},
      {"smaller than its screen",
       {.left = 4, .top = 2, .screen_width = 24, .screen_height = 20},
       kNothing,
       kRed,
       kYellow,
       24},
      {"many comments", {.extensions = 200}, kRed, kRed, kYellow, 16},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto result = decode_picture(gif_file(picture, row.kind));
    REQUIRE(rule_of(result) == "none");
    const auto& pixels = std::get<Pixels>(result);
    CHECK(pixels.width == row.width);
    CHECK(pixel_at(pixels, 0, 0) == row.top_left);
    CHECK(pixel_at(pixels, row.kind.left + 3, row.kind.top + 3) == row.red);
    CHECK(pixel_at(pixels, row.kind.left + 12, row.kind.top + 13) == row.yellow);
  }
}

TEST_CASE("I3: a GIF whose frame leaves the screen, or that never comes to a frame, is a fault") {
  const Pixels picture = quarters(16, 16);
  CHECK(rule_of(decode_picture(gif_file(picture, {.left = 10, .screen_width = 20, .screen_height = 16}))) ==
        "picture-damaged");
  CHECK(rule_of(decode_picture(gif_file(picture, {.top = 1, .screen_width = 16, .screen_height = 16}))) ==
        "picture-damaged");
  CHECK(rule_of(decode_picture(gif_file(picture, {.extensions = 300}))) == "picture-damaged");
  // Pixels of the fifth colour, while the screen is said to have four.
  std::string file = gif_file(painted(8, 8, [](auto, auto) { return Rgba{9, 9, 9, 255}; }), {});
  REQUIRE(rule_of(decode_picture(file)) == "none");
  file[10] = static_cast<char>((file[10] & 0xF8) | 1);
  file.erase(13 + 12, 12);
  CHECK(rule_of(decode_picture(file)) == "picture-damaged");
}

TEST_CASE("I5: a file cut short anywhere is a fault, never half a picture") {
  for (const Sample& sample : all_kinds()) {
    CAPTURE(sample.name);
    REQUIRE(rule_of(decode_picture(sample.file)) == "none");
    for (std::size_t length = 0; length < sample.file.size(); ++length) {
      const std::string rule = rule_of(decode_picture(std::string_view(sample.file).substr(0, length)));
      if (rule == "none") FAIL("cut at " << length << " of " << sample.file.size() << " was shown");
    }
  }
}

TEST_CASE("I5: a PNG with any byte changed is a fault") {
  // Each chunk has a checksum, the animation hint and the order of chunks included.
  const std::string file = png_file(quarters(9, 7), PngKind::palette_alpha, true);
  for (std::size_t at = 0; at < file.size(); ++at) {
    std::string changed = file;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    CAPTURE(at);
    CHECK(rule_of(decode_picture(changed)) != "none");
  }
}

TEST_CASE("I1: headers say kind, size and animation; names play no part") {
  struct Row {
    std::string file;
    PictureFormat format;
    bool animated;
  };
  const Pixels picture = quarters(20, 10);
  const std::string png = png_file(picture, PngKind::rgb8, false);
  const Row rows[] = {
      {png, PictureFormat::png, false},
      {with_png_chunk(png, "IDAT", "acTL", std::string(8, '\0')), PictureFormat::png, true},
      {jpeg_file(picture, {}), PictureFormat::jpeg, false},
      {with_jpeg_segment(jpeg_file(picture, {}), 0xE1, exif_segment(6, true)), PictureFormat::jpeg, false},
      {gif_file(picture, {}), PictureFormat::gif, false},
      {gif_file(picture, {.frames = 2}), PictureFormat::gif, true},
  };
  for (const Row& row : rows) {
    const auto result = read_picture_header(row.file);
    REQUIRE(std::holds_alternative<PictureHeader>(result));
    const auto& header = std::get<PictureHeader>(result);
    CHECK(header.format == row.format);
    CHECK(header.width == 20);
    CHECK(header.height == 10);
    CHECK(header.animated_hint == row.animated);
  }
}

TEST_CASE("I1: other kinds of file are named and refused") {
  struct Row {
    std::string bytes;
    const char* message;
  };
  const Row rows[] = {
      {"", "is empty"},
      {std::string("RIFF\x24\0\0\0WEBPVP8 ", 16), "is a WebP picture"},
      {"<svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG drawing"},
      {"\xEF\xBB\xBF \n<?xml version='1.0'?><!-- x --><svg/>", "is an SVG drawing"},
      {"<!doctype html><p>not found", "is a web page or XML text"},
      {"BM6\0\0\0", "is a BMP picture"},
      {std::string("\0\0\1\0\1\0", 6), "is an ICO file"},
      {"8BPS\0\1", "is a Photoshop file"},
      {std::string("II*\0", 4), "is a TIFF picture"},
      {std::string("\0\0\0\x1C"
                   "ftypavif",
                   12),
       "is an AVIF picture"},
      {std::string("\0\0\0\x18"
                   "ftypheic",
                   12),
       "is a HEIC picture"},
      {"%PDF-1.7", "is a PDF document"},
      {"PK\x03\x04", "is an archive"},
      {"hello", "is no picture"},
      {"%PDF-1.4\n\x89PNG\r\n\x1A\n", "is a PDF document"},
      {"<html><img>GIF89a", "is a web page or XML text"},
      {" GIF89a", "is no picture"},
      {"GIF89a=1/*", "is damaged or cut short"},
      {"\x89PNG", "is no picture"},
      {"\x89PNG\r\n\x1A\n", "is damaged or cut short"},
      {"\xFF\xD8\xFF", "is damaged or cut short"},
      {"GIF89a", "is damaged or cut short"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.message);
    CHECK(message_of(row.bytes) == row.message);
    CHECK(rule_of(decode_picture(row.bytes)) != "none");
  }
}

TEST_CASE("I3: sizes are judged by the header, before anything is decoded") {
  const auto png_of_size = [](std::uint32_t width, std::uint32_t height, char depth = 8) {
    std::string size;
    for (const std::uint32_t side : {width, height}) {
      for (int shift = 24; shift >= 0; shift -= 8) size += static_cast<char>(side >> shift & 0xFF);
    }
    return "\x89PNG\r\n\x1A\n" + png_chunk("IHDR", size + depth + std::string("\x06\0\0\0", 4));
  };
  CHECK(message_of(png_of_size(30000, 30000)) == "is 30000 x 30000 pixels, and each side must have 1 to 4096");
  CHECK(message_of(png_of_size(4097, 1)) == "is 4097 x 1 pixels, and each side must have 1 to 4096");
  CHECK(message_of(png_of_size(0, 10)) == "is 0 x 10 pixels, and each side must have 1 to 4096");
  CHECK(message_of(png_of_size(0xFFFFFFFF, 0xFFFFFFFF)) ==
        "is 4294967295 x 4294967295 pixels, and each side must have 1 to 4096");
  CHECK(message_of(png_of_size(4096, 4096)) == "none");
  CHECK(message_of(png_of_size(4096, 2048, 16)) == "none");
  CHECK(message_of(png_of_size(4096, 2049, 16)) ==
        "is 4096 x 2049 pixels of 16 bits a channel, and 8 million such pixels are the most");
  CHECK(rule_of(decode_picture(png_of_size(4096, 4096))) == "picture-damaged");

  std::string jpeg = jpeg_file(quarters(16, 16), {});
  const std::size_t frame = jpeg.find("\xFF\xC0");
  jpeg.replace(frame + 5, 4, "\x75\x30\x75\x30");
  CHECK(message_of(jpeg) == "is 30000 x 30000 pixels, and each side must have 1 to 4096");

  std::string gif = gif_file(quarters(16, 16), {});
  gif.replace(6, 4, "\x30\x75\x30\x75");
  CHECK(message_of(gif) == "is 30000 x 30000 pixels, and each side must have 1 to 4096");
}

TEST_CASE("I1: master files are 8 MiB at most") {
  std::string file = png_file(quarters(4, 4), PngKind::rgb8, false);
  const std::string padded =
      with_png_chunk(file, "IDAT", "prVt", std::string(kMostMasterBytes - file.size() - 12, 'x'));
  CHECK(padded.size() == kMostMasterBytes);
  CHECK(rule_of(decode_picture(padded)) == "none");
  CHECK(message_of(padded + "x") == "has 8388609 bytes, and 8 MiB are the most");
}

TEST_CASE("I3: JPEGs of too many scans and of rare kinds are refused") {
  const std::string file = jpeg_file(quarters(64, 64), {.progressive = true});
  const std::size_t first_scan = file.find("\xFF\xDA");
  const std::size_t last_scan = file.rfind("\xFF\xDA");
  REQUIRE(last_scan > first_scan);
  std::string many = file.substr(0, file.size() - 2);
  const std::string scan = file.substr(last_scan, file.size() - 2 - last_scan);
  for (int i = 0; i < 100; ++i) many += scan;
  const auto result = decode_picture(many + "\xFF\xD9");
  REQUIRE(std::holds_alternative<PictureFault>(result));
  CHECK(std::get<PictureFault>(result).message == "is a JPEG with 110 scans, too many for its size");

  for (const char marker : {'\xC3', '\xC9', '\xCA'}) {
    std::string rare = jpeg_file(quarters(64, 64), {});
    rare[rare.find("\xFF\xC0") + 1] = marker;
    CHECK(rule_of(decode_picture(rare)) == "picture-format");
  }
  std::string two_frames = jpeg_file(quarters(64, 64), {});
  const std::size_t frame = two_frames.find("\xFF\xC0");
  two_frames.insert(frame, two_frames.substr(frame, 19));
  CHECK(rule_of(decode_picture(two_frames)) == "picture-damaged");
}

TEST_CASE("I4: bytes after a picture's end are no part of it") {
  for (const Sample& sample : all_kinds()) {
    CAPTURE(sample.name);
    const auto plain = decode_picture(sample.file), followed = decode_picture(sample.file + "<script>MARKER</script>");
    REQUIRE(rule_of(plain) == "none");
    REQUIRE(rule_of(followed) == "none");
    CHECK(std::get<Pixels>(plain).rgba == std::get<Pixels>(followed).rgba);
  }
}
