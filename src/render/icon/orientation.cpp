#include "render/icon/orientation.h"

#include <cstring>
#include <utility>

#include "render/icon/byte_view.h"

namespace onshelf {
namespace {

constexpr std::string_view kExifMark{"Exif\0\0", 6};
constexpr std::uint16_t kOrientationTag = 0x0112, kShort = 3;

// TIFF numbers in the byte order the file declares.
struct Tiff {
  ByteView view;
  bool little;
  std::uint16_t u16(std::size_t at) const { return little ? view.little16(at) : view.big16(at); }
  std::uint32_t u32(std::size_t at) const { return little ? view.little32(at) : view.big32(at); }
};

struct Turn {
  bool transposed;   // rows become columns
  bool from_right;   // stored columns are read backwards
  bool from_bottom;  // stored rows are read backwards
};

// By EXIF number. "1: row 0 is the top, column 0 the left side" and so on.
constexpr Turn kTurns[9] = {
    {false, false, false}, {false, false, false}, {false, true, false}, {false, true, true}, {false, false, true},
    {true, false, false},  {true, false, true},   {true, true, true},   {true, true, false},
};

}  // namespace

bool is_exif(std::string_view segment) { return segment.substr(0, kExifMark.size()) == kExifMark; }

int read_orientation(std::string_view exif) {
  if (!is_exif(exif)) return 1;
  const ByteView view(exif.substr(kExifMark.size()));
  const bool little = view.bytes().substr(0, 2) == "II";
  if (!little && view.bytes().substr(0, 2) != "MM") return 1;
  const Tiff tiff{view, little};
  if (tiff.u16(2) != 42) return 1;
  const std::size_t directory = tiff.u32(4);
  if (!view.has(directory, 2)) return 1;
  const std::size_t entries = tiff.u16(directory);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (!view.has(entry, 12)) return 1;
    if (tiff.u16(entry) != kOrientationTag) continue;
    const std::uint16_t value = tiff.u16(entry + 8);
    const bool sound = tiff.u16(entry + 2) == kShort && tiff.u32(entry + 4) == 1 && value >= 1 && value <= 8;
    return sound ? value : 1;
  }
  return 1;
}

Pixels upright(Pixels stored, int orientation) {
  if (orientation <= 1 || orientation > 8) return stored;
  const Turn turn = kTurns[orientation];
  Pixels out;
  out.width = turn.transposed ? stored.height : stored.width;
  out.height = turn.transposed ? stored.width : stored.height;
  out.rgba.resize(stored.rgba.size());
  for (std::size_t y = 0; y < out.height; ++y) {
    for (std::size_t x = 0; x < out.width; ++x) {
      std::size_t column = turn.transposed ? y : x;
      std::size_t row = turn.transposed ? x : y;
      if (turn.from_right) column = stored.width - 1 - column;
      if (turn.from_bottom) row = stored.height - 1 - row;
      std::memcpy(&out.rgba[4 * (y * out.width + x)], &stored.rgba[4 * (row * stored.width + column)], 4);
    }
  }
  return out;
}

}  // namespace onshelf
