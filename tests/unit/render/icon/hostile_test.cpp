// Pictures made to hurt: bombs, the largest ones allowed, and thousands of broken ones.
#include <zlib.h>

#include <ctime>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "picture_files.h"
#include "render/icon/icon.h"
#include "support/catch.h"

using namespace onshelf;
using namespace onshelf::test;

namespace {

// Of this process, whatever else the machine does.
double seconds_of(const auto& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

#ifdef ONSHELF_SANITIZED
constexpr double kMostSeconds = 10;
#else
constexpr double kMostSeconds = 1;
#endif

std::string deflated_zeros(std::size_t bytes) {
  const std::vector<Bytef> zeros(bytes);
  uLongf size = compressBound(static_cast<uLong>(bytes));
  std::string packed(size, '\0');
  REQUIRE(compress2(reinterpret_cast<Bytef*>(packed.data()), &size, zeros.data(), static_cast<uLong>(bytes), 9) ==
          Z_OK);
  packed.resize(size);
  return packed;
}

std::string rule_of(const std::variant<Pixels, PictureFault>& result) {
  const auto* fault = std::get_if<PictureFault>(&result);
  return fault == nullptr ? "none" : fault->rule;
}

// A number of /proc/self/status in bytes: "VmRSS", "VmHWM".
std::size_t memory_of(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (std::size_t kib = 0; word == name + ':' && status >> kib) return kib << 10;
  return 0;
}

std::vector<std::string> all_kinds() {
  const Pixels picture = quarters(37, 29);
  std::vector<std::string> files;
  for (const bool interlaced : {false, true}) {
    for (const PngKind kind :
         {PngKind::grey1, PngKind::grey_alpha16, PngKind::rgb8, PngKind::rgba16, PngKind::palette_alpha})
      files.push_back(png_file(picture, kind, interlaced));
    files.push_back(gif_file(picture, {.interlaced = interlaced, .transparent = 1, .frames = 2, .extensions = 2}));
  }
  for (const bool progressive : {false, true}) {
    const std::string jpeg = jpeg_file(picture, {.progressive = progressive, .quartered = progressive});
    files.push_back(with_jpeg_segment(jpeg, 0xE1, exif_segment(6, progressive)));
    files.push_back(jpeg_file(picture, {.progressive = progressive, .cmyk = true}));
    files.push_back(jpeg_file(picture, {.progressive = progressive, .grey = true}));
  }
  return files;
}

// Every chunk's checksum set right, so that the chunk itself is tried.
void mend_checksums(std::string& file) {
  const auto byte = [&](std::size_t at) { return std::size_t{static_cast<unsigned char>(file[at])}; };
  for (std::size_t at = 8; at + 12 <= file.size();) {
    const std::size_t length = byte(at) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3);
    if (length > file.size() - 12 - at) return;
    const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(&file[at + 4]), static_cast<uInt>(length + 4));
    for (std::size_t i = 0; i < 4; ++i) file[at + 8 + length + i] = static_cast<char>(sum >> (24 - 8 * i) & 0xFF);
    at += 12 + length;
  }
}

// The same numbers on every machine.
class Chance {
 public:
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  std::mt19937_64 random_{20261120};
};

// One to four small injuries: bytes changed, lengths and counts driven to their ends, parts lost, doubled or taken from
// another file.
std::string broken(std::string file, const std::vector<std::string>& others, Chance& chance) {
  constexpr unsigned char kEnds[] = {0, 1, 0x7F, 0x80, 0xFE, 0xFF};
  for (std::size_t left = 1 + chance.below(4); left > 0 && !file.empty(); --left) {
    const std::size_t at = chance.below(file.size()),
                      size = 1 + chance.below(std::min<std::size_t>(file.size() - at, 64));
    const std::string& other = others[chance.below(others.size())];
    switch (chance.below(6)) {
      case 0:
        file[at] = static_cast<char>(file[at] ^ 1 << chance.below(8));
        break;
      case 1:
        file[at] = static_cast<char>(kEnds[chance.below(sizeof kEnds)]);
        break;
      case 2:
        file.erase(at, size);
        break;
      case 3:
        file.insert(at, file.substr(at, size));
        break;
      case 4:
        file.insert(at, other.substr(chance.below(other.size()), size));
        break;
      default:
        if (chance.below(4) == 0) file.resize(at);
    }
  }
  if (chance.below(2) == 0) mend_checksums(file);
  return file;
}

}  // namespace

TEST_CASE("I6: 20,000 broken pictures end in a picture or a fault, each within a second") {
  const std::vector<std::string> kinds = all_kinds();
  Chance chance;
  std::size_t pictures = 0, faults = 0;
  double longest = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string file = broken(kinds[chance.below(kinds.size())], kinds, chance);
    CAPTURE(i);
    longest =
        std::max(longest, seconds_of([&] {
                   const auto result = decode_picture(file);
                   if (const auto* fault = std::get_if<PictureFault>(&result)) {
                     ++faults;
                     if (fault->rule.empty() || fault->message.empty()) FAIL("a fault without words");
                     return;
                   }
                   ++pictures;
                   const auto& pixels = std::get<Pixels>(result);
                   if (!pixels.is_whole() || pixels.rgba != std::get<Pixels>(decode_picture(file)).rgba)
                     FAIL("not one picture");
                   IconScaler scaler(pixels);
                   if (!std::holds_alternative<IconFile>(scaler.make({.width = 48, .height = 48, .formats = {"png"}})))
                     FAIL("no icon of a sound picture");
                 }));
  }
  CHECK(longest <= kMostSeconds);
  // Otherwise the injuries are too small, or too large, to try anything.
  CHECK(pictures >= 1000);
  CHECK(faults >= 8000);
}

TEST_CASE("I3: what a PNG packs beyond its pixels is not unpacked") {
  const std::string bomb = deflated_zeros(256u << 20);
  REQUIRE(bomb.size() < 300'000);
  const std::string png = png_file(quarters(8, 8), PngKind::rgba8, false);
  const std::string palette = png_file(quarters(8, 8), PngKind::palette8, false);
  struct Row {
    const char* name;
    std::string file;
    const char* rule;
  };
  std::string many = png;
  for (int i = 0; i < 200; ++i) many = with_png_chunk(many, "IDAT", "sPLT", "palette" + std::string(4000, '\0'));
  std::string too_long = png;
  too_long.insert(too_long.find("IDAT") - 4, std::string("\x7F\xFF\xFF\xFFtEXt", 8));
  const Row rows[] = {
      {"text", with_png_chunk(png, "IDAT", "zTXt", std::string("k\0\0", 3) + bomb), "none"},
      {"international text", with_png_chunk(png, "IDAT", "iTXt", std::string("k\0\1\0\0\0", 6) + bomb), "none"},
      {"colour profile", with_png_chunk(png, "IDAT", "iCCP", std::string("p\0\0", 3) + bomb), "none"},
      {"EXIF", with_png_chunk(png, "IDAT", "eXIf", std::string(5u << 20, 'x')), "none"},
      {"palettes", many, "none"},
      {"a palette of 300 colours", with_png_chunk(palette, "PLTE", "PLTE", std::string(900, 'x')), "picture-damaged"},
      {"a chunk longer than the file", too_long, "picture-damaged"},
      {"more rows than announced", with_png_chunk(png, "IEND", "IDAT", bomb), "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    [[maybe_unused]] const std::size_t before = memory_of("VmHWM");
    std::string rule;
    CHECK(seconds_of([&] { rule = rule_of(decode_picture(row.file)); }) <= kMostSeconds);
    CHECK(rule == row.rule);
#ifndef ONSHELF_SANITIZED
    CHECK(memory_of("VmHWM") - before <= std::size_t{16} << 20);
#endif
  }
}

TEST_CASE("I3: a JPEG that would take more than 128 MiB is read at half its size, or refused") {
  const auto header_with = [](std::string file, const char* sides) {
    for (const char* frame : {"\xFF\xC0", "\xFF\xC2"})
      if (const auto at = file.find(frame); at != std::string::npos) return file.replace(at + 5, 4, sides, 4);
    return file;
  };
  // 4096 x 4096 announced over the data of a small one: refused for its memory before it is found to be cut short.
  const std::string cmyk =
      header_with(jpeg_file(quarters(64, 64), {.progressive = true, .cmyk = true}), "\x10\0\x10\0");
  const auto refused = decode_picture(cmyk);
  REQUIRE(std::holds_alternative<PictureFault>(refused));
  CHECK(std::get<PictureFault>(refused).message == "is a progressive JPEG that takes more than 128 MiB to read");
}

#ifndef ONSHELF_SANITIZED  // they have memory of their own
TEST_CASE("I6: the largest JPEGs take at most 128 MiB, progressive and turned ones too") {
  const auto turned = [](const std::string& jpeg, int orientation) {
    return with_jpeg_segment(jpeg, 0xE1, exif_segment(orientation, true));
  };
  constexpr Rgba kRed{255, 0, 0, 255}, kBlue{0, 0, 255, 255}, kYellow{255, 255, 0, 255};
  struct Row {
    const char* name;
    std::string file;
    std::uint32_t side;  // it is read at
    Rgba corner;         // at the top left when upright
  };
  std::vector<Row> rows;
  {
    const Pixels picture = quarters(4096, 4096);
    const std::string jpeg = jpeg_file(picture, {}), progressive = jpeg_file(picture, {.progressive = true});
    rows = {{"upside down", turned(jpeg, 3), 2048, kYellow},
            {"turned", turned(jpeg, 6), 2048, kBlue},
            {"progressive", progressive, 2048, kRed},
            {"progressive and turned", turned(progressive, 6), 2048, kBlue}};
  }
  for (const Row& row : rows) {
    CAPTURE(row.name);
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew
    const std::size_t before = memory_of("VmRSS");
    const auto result = decode_picture(row.file);
    REQUIRE(rule_of(result) == "none");
    const auto& pixels = std::get<Pixels>(result);
    CHECK(pixels.width == row.side);
    IconScaler scaler(pixels);
    for (const std::uint16_t side : std::vector<std::uint16_t>{96, 512})
      CHECK(std::holds_alternative<IconFile>(scaler.make({.width = side, .height = side, .formats = {"png"}})));
    CHECK(memory_of("VmHWM") - before + row.file.size() <= std::size_t{128} << 20);
    CHECK(near(pixel_at(pixels, 10, 10), row.corner, 6));
  }
}
#endif
