#include "render/icon/jpeg_outline.h"

#include <algorithm>

#include "render/icon/byte_view.h"
#include "render/icon/orientation.h"

namespace onshelf {
namespace {

constexpr std::uint8_t kEnd = 0xD9, kScan = 0xDA, kApp1 = 0xE1, kApp14 = 0xEE;

bool is_frame(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool stands_alone(std::uint8_t marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7); }

// The place of the FF that ends the coded bytes beginning at `at`; the file's size when there is none.
std::size_t end_of_coded_bytes(const ByteView& view, std::size_t at) {
  while (true) {
    at = view.bytes().find('\xFF', at);
    if (at == std::string_view::npos || !view.has(at, 2)) return view.size();
    const std::uint8_t next = view.u8(at + 1);
    if (next == 0xFF) {
      ++at;  // padding before a marker
    } else if (next == 0 || (next >= 0xD0 && next <= 0xD7)) {
      at += 2;
    } else {
      return at;
    }
  }
}

// Two bytes for each sample of the blocks of 8 x 8 that the picture is padded to. `at`: components of the frame header, three
// bytes each, of which the second has the sampling factors across and down.
std::uint64_t coefficient_bytes(const ByteView& view, std::size_t at, unsigned components, const JpegOutline& outline) {
  std::uint64_t most_across = 1, most_down = 1, blocks = 0;
  for (unsigned i = 0; i < components; ++i) {
    const unsigned sampling = view.u8(at + std::size_t{3} * i + 1);
    const std::uint64_t across = sampling >> 4, down = sampling & 15;
    most_across = std::max(most_across, across);
    most_down = std::max(most_down, down);
    blocks += across * down;
  }
  const std::uint64_t columns = (outline.width + 8 * most_across - 1) / (8 * most_across);
  const std::uint64_t rows = (outline.height + 8 * most_down - 1) / (8 * most_down);
  return columns * rows * blocks * 64 * 2;
}

void note_frame(const ByteView& view, std::size_t body, std::uint8_t marker, JpegOutline& outline) {
  if (++outline.frames > 1) return;
  outline.decodable = marker <= 0xC2 && view.u8(body) == 8;
  outline.progressive = marker == 0xC2;
  outline.height = view.big16(body + 1);
  outline.width = view.big16(body + 3);
  outline.coefficient_bytes = coefficient_bytes(view, body + 6, view.u8(body + 5), outline);
}

}  // namespace

JpegOutline outline_jpeg(std::string_view bytes, JpegExtent extent) {
  JpegOutline outline;
  const ByteView view(bytes);
  bool oriented = false;
  std::size_t at = 2;
  while (view.has(at, 2) && view.u8(at) == 0xFF) {
    const std::uint8_t marker = view.u8(at + 1);
    if (marker == 0xFF) {
      ++at;  // padding
      continue;
    }
    at += 2;
    if (marker == kEnd) {
      outline.complete = true;
      return outline;
    }
    if (stands_alone(marker)) continue;
    const std::size_t length = view.big16(at);
    if (length < 2 || !view.has(at, length)) return outline;
    const std::size_t body = at + 2;
    if (is_frame(marker)) {
      if (length < 8) return outline;
      note_frame(view, body, marker, outline);
      if (extent == JpegExtent::until_frame) return outline;
    } else if (marker == kApp1 && !oriented) {
      const std::string_view segment = bytes.substr(body, length - 2);
      oriented = is_exif(segment);
      if (oriented) outline.orientation = read_orientation(segment);
    } else if (marker == kApp14 && bytes.substr(body, length - 2).substr(0, 5) == "Adobe") {
      outline.adobe = true;
    }
    at += length;
    if (marker == kScan) {
      ++outline.scans;
      at = end_of_coded_bytes(view, at);
    }
  }
  return outline;
}

}  // namespace onshelf
