#include <turbojpeg.h>

#include <algorithm>
#include <memory>

#include "render/icon/decode.h"
#include "render/icon/faults.h"
#include "render/icon/jpeg_outline.h"
#include "render/icon/orientation.h"

namespace onshelf {
namespace {

// Each scan of a progressive file passes over the whole picture, however short it is. Encoders use 10, for CMYK 18.
constexpr unsigned kMostScans = 64;
constexpr std::uint64_t kMostScannedPixels = 20 * kMostMasterPixels;

// Of everything together: the file, its coefficients, the pixels, and a second copy while they are turned.
constexpr std::uint64_t kMostMemory = 128u << 20;
constexpr std::uint64_t kDecoderMemory = 2u << 20;  // tables and rows

struct CloseTurbo {
  void operator()(void* handle) const { tjDestroy(handle); }
};
using Turbo = std::unique_ptr<void, CloseTurbo>;

// In place: CMYK bytes become RGB and full alpha.
void convert_cmyk(Pixels& pixels, bool inverted) {
  const unsigned flip = inverted ? 0 : 255;
  for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) {
    const unsigned black = pixels.rgba[i + 3] ^ flip;
    for (std::size_t c = 0; c < 3; ++c) {
      pixels.rgba[i + c] = static_cast<std::uint8_t>(((pixels.rgba[i + c] ^ flip) * black + 127) / 255);
    }
    pixels.rgba[i + 3] = 255;
  }
}

std::uint32_t reduced_side(std::uint32_t side, unsigned reduction) { return (side + reduction - 1) / reduction; }

// 1: as it is, 2: at half its size, which is still far more than an icon needs; 0: takes too much memory even so.
unsigned affordable_reduction(const JpegOutline& outline, std::uint64_t file_bytes) {
  const bool keeps_all = outline.progressive || outline.scans > 1;
  const bool is_turned = outline.orientation > 1;
  for (const unsigned reduction : {1u, 2u}) {
    const std::uint64_t pixels =
        std::uint64_t{4} * reduced_side(outline.width, reduction) * reduced_side(outline.height, reduction);
    const std::uint64_t decoding = pixels + kDecoderMemory + (keeps_all ? outline.coefficient_bytes : 0);
    if (file_bytes + std::max(decoding, is_turned ? 2 * pixels : 0) <= kMostMemory) return reduction;
  }
  return 0;
}

}  // namespace

Decoded decode_jpeg(std::string_view bytes, const PictureHeader& header) {
  const JpegOutline outline = outline_jpeg(bytes, JpegExtent::whole);
  if (!outline.complete || outline.frames != 1 || outline.scans == 0) return damaged_picture();
  if (!outline.decodable) return unsupported_picture("is a JPEG of an unusual kind (lossless, arithmetic or 12-bit)");
  const std::uint64_t area = std::uint64_t{header.width} * header.height;
  if (outline.scans > kMostScans || outline.scans * area > kMostScannedPixels) {
    return unsupported_picture("is a JPEG with " + std::to_string(outline.scans) + " scans, too many for its size");
  }

  const unsigned reduction = affordable_reduction(outline, bytes.size());
  if (reduction == 0) return unsupported_picture("is a progressive JPEG that takes more than 128 MiB to read");

  Turbo turbo(tjInitDecompress());
  if (!turbo) throw std::bad_alloc();
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto size = static_cast<unsigned long>(bytes.size());
  int width = 0, height = 0, sampling = -1, colours = -1;
  // Fails on samplings it has no name for, which decode well enough, so only what it read is looked at.
  tjDecompressHeader3(turbo.get(), data, size, &width, &height, &sampling, &colours);
  const auto expected_width = static_cast<int>(header.width), expected_height = static_cast<int>(header.height);
  if (width != expected_width || height != expected_height || colours < 0) return damaged_picture();

  Pixels pixels{reduced_side(header.width, reduction), reduced_side(header.height, reduction), {}};
  pixels.rgba.resize(pixels.row_bytes() * pixels.height);
  const bool cmyk = colours == TJCS_CMYK || colours == TJCS_YCCK;
  const int flags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT;
  if (tjDecompress2(turbo.get(), data, size, pixels.rgba.data(), static_cast<int>(pixels.width),
                    static_cast<int>(pixels.row_bytes()), static_cast<int>(pixels.height), cmyk ? TJPF_CMYK : TJPF_RGBA,
                    flags) != 0) {
    return damaged_picture();
  }
  turbo.reset();  // and its coefficients
  if (cmyk) convert_cmyk(pixels, outline.adobe);
  return upright(std::move(pixels), outline.orientation);
}

}  // namespace onshelf
