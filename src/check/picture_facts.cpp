#include "check/picture_facts.h"

#include <algorithm>

namespace onshelf {
namespace {

std::uint8_t u8(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : std::uint8_t{0};
}
std::uint32_t big16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(u8(bytes, at) << 8 | u8(bytes, at + 1));
}
std::uint32_t big32(std::string_view bytes, std::size_t at) { return big16(bytes, at) << 16 | big16(bytes, at + 2); }
std::uint32_t little16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(u8(bytes, at + 1) << 8 | u8(bytes, at));
}

// Chunks { length (4)  name (4)  body  check sum (4) }, IHDR first; pHYs comes before the picture's data.
std::optional<PictureFacts> png_facts(std::string_view bytes) {
  if (bytes.size() < 33 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
  PictureFacts facts{big32(bytes, 16), big32(bytes, 20)};
  for (std::size_t at = 33; at + 8 <= bytes.size();) {
    const std::string_view name = bytes.substr(at + 4, 4);
    if (name == "IDAT" || name == "IEND") break;
    if (name == "pHYs" && u8(bytes, at + 16) == 1) facts.dpi = big32(bytes, at + 8) * 0.0254;
    at += std::size_t{12} + big32(bytes, at);
  }
  return facts;
}

// Segments { FF marker  length (2, counts itself)  body } up to the frame header, which has the size.
std::optional<PictureFacts> jpeg_facts(std::string_view bytes) {
  PictureFacts facts;
  for (std::size_t at = 2; at + 9 < bytes.size();) {
    if (u8(bytes, at) != 0xFF) return std::nullopt;
    const std::uint8_t marker = u8(bytes, at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker == 0xE0 && bytes.substr(at + 4, 5) == std::string_view("JFIF\0", 5)) {
      const double density = big16(bytes, at + 12);
      facts.dpi = u8(bytes, at + 11) == 1 ? density : u8(bytes, at + 11) == 2 ? density * 2.54 : 0;
    }
    const bool is_frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (is_frame) {
      facts.height = big16(bytes, at + 5);
      facts.width = big16(bytes, at + 7);
      return facts;
    }
    if (marker == 0xDA || marker == 0xD9) return std::nullopt;
    at += std::size_t{2} + std::max<std::uint32_t>(big16(bytes, at + 2), 2);
  }
  return std::nullopt;
}

}  // namespace

std::optional<PictureFacts> picture_facts(std::string_view kind, std::string_view bytes) {
  std::optional<PictureFacts> facts;
  if (kind == "png") facts = png_facts(bytes);
  if (kind == "jpeg") facts = jpeg_facts(bytes);
  if (kind == "gif" && bytes.size() >= 13) facts = PictureFacts{little16(bytes, 6), little16(bytes, 8)};
  if (facts && (facts->width == 0 || facts->height == 0)) return std::nullopt;
  return facts;
}

}  // namespace onshelf
