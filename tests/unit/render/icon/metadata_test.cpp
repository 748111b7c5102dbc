// Nothing but pixels survives: a marker in each place where a file can hold more than its picture.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "picture_files.h"
#include "render/icon/icon.h"
#include "support/catch.h"

using namespace onshelf;
using namespace onshelf::test;

namespace {

constexpr const char* kMarker = "SECRET-6f1d2c";

struct Row {
  std::string place;
  std::string file;
};

std::vector<Row> marked_files() {
  const std::string marker = kMarker;
  const Pixels picture = quarters(64, 64);
  const std::string png = png_file(picture, PngKind::rgba8, false), jpeg = jpeg_file(picture, {}),
                    gif = gif_file(picture, {});
  std::vector<Row> rows;
  for (const char* name : {"tEXt", "zTXt", "iTXt", "eXIf", "iCCP", "sPLT", "prVt", "vpAg"}) {
    for (const char* before : {"IDAT", "IEND"}) {
      rows.push_back({std::string("png ") + name + " before " + before,
                      with_png_chunk(png, before, name, "Comment" + std::string(1, '\0') + marker)});
    }
  }
  rows.push_back({"png tIME", with_png_chunk(png, "IDAT", "tIME", std::string("\x07\xEA\x0B\x14\x01\x02\x03", 7))});
  rows.push_back({"png after its end", png + marker});
  for (int marker_number = 0xE1; marker_number <= 0xEF; ++marker_number) {
    if (marker_number == 0xEE) continue;  // Adobe's, which names a colour transform
    rows.push_back({"jpeg APP" + std::to_string(marker_number - 0xE0),
                    with_jpeg_segment(jpeg, static_cast<std::uint8_t>(marker_number), marker)});
  }
  rows.push_back({"jpeg EXIF", with_jpeg_segment(jpeg, 0xE1, exif_segment(1, true, marker))});
  rows.push_back(
      {"jpeg XMP", with_jpeg_segment(jpeg, 0xE1, std::string("http://ns.adobe.com/xap/1.0/\0", 29) + marker)});
  rows.push_back({"jpeg ICC", with_jpeg_segment(jpeg, 0xE2, std::string("ICC_PROFILE\0\1\1", 14) + marker)});
  rows.push_back({"jpeg comment", with_jpeg_segment(jpeg, 0xFE, marker)});
  rows.push_back({"jpeg after its end", jpeg + marker});
  const auto with_gif_block = [&](const std::string& block) {
    std::string file = gif;
    return file.insert(13 + 24, block + static_cast<char>(marker.size()) + marker + '\0');
  };
  rows.push_back({"gif comment", with_gif_block("\x21\xFE")});
  rows.push_back({"gif application", with_gif_block("\x21\xFF\x0BXMP DataXMP")});
  rows.push_back({"gif plain text", with_gif_block(std::string("\x21\x01\x0C\0\0\0\0\1\0\1\0\1\1\0\1", 15))});
  rows.push_back({"gif after its end", gif + marker});
  // Files that are something else as well: a web page in a comment, a script, an archive after the end.
  rows.push_back({"jpeg and web page", with_jpeg_segment(jpeg, 0xFE, "--><script>" + marker + "</script>")});
  rows.push_back({"gif and script", with_gif_block("\x21\xFE\x04*/1;")});
  rows.push_back({"png and archive", png + "PK\x03\x04" + marker + "PK\x05\x06"});
  return rows;
}

}  // namespace

TEST_CASE("I4: metadata never reaches an icon, and neither does a polyglot's other half") {
  for (const Row& row : marked_files()) {
    CAPTURE(row.place);
    const auto picture = decode_picture(row.file);
    REQUIRE(std::holds_alternative<Pixels>(picture));
    IconScaler scaler(std::get<Pixels>(picture));
    for (const std::uint16_t side : std::vector<std::uint16_t>{64, 48}) {
      const auto png = std::get<IconFile>(scaler.make({.width = side, .height = side, .formats = {"png"}, .dpi = 72}));
      CHECK(png.bytes.find(kMarker) == std::string::npos);
      std::vector<std::string> chunks = png_chunks(png.bytes);
      for (const char* optional : {"PLTE", "tRNS"}) std::erase(chunks, optional);
      CHECK(chunks == std::vector<std::string>{"IHDR", "pHYs", "IDAT", "IEND"});

      const auto jpeg = std::get<IconFile>(scaler.make({.width = side, .height = side, .formats = {"jpeg"}}));
      CHECK(jpeg.bytes.find(kMarker) == std::string::npos);
      const std::vector<std::string> markers = jpeg_markers(jpeg.bytes);
      const std::set<std::string> kinds(markers.begin(), markers.end());
      CHECK(kinds == std::set<std::string>{"D8", "E0", "DB", "C0", "C4", "DA", "D9"});
      CHECK(std::count(markers.begin(), markers.end(), "E0") == 1);
    }
  }
}

TEST_CASE("I4: metadata changes nothing about the icon but what orientation and gamma say") {
  const Pixels picture = quarters(64, 64);
  const std::string png = png_file(picture, PngKind::rgba8, false);
  const auto plain = decode_picture(png);
  const auto marked = decode_picture(with_png_chunk(png, "IDAT", "tEXt", "Author"));
  CHECK(std::get<Pixels>(plain).rgba == std::get<Pixels>(marked).rgba);
}
