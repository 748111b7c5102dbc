#include <turbojpeg.h>

#include <memory>
#include <new>
#include <string_view>

#include "render/icon/encode.h"

namespace onshelf {
namespace {

struct CloseTurbo {
  void operator()(void* handle) const { tjDestroy(handle); }
};

// The library's interface has no word for density, but it always begins a file with the same marker:
// FF D8  FF E0 00 10 "JFIF" 00  version (2)  unit (1: per inch)  across (2)  down (2)  thumbnail (2)
void write_density(std::string& file, std::uint16_t dpi) {
  constexpr std::string_view kStart{"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00", 11};
  if (file.size() < 20 || file.compare(0, kStart.size(), kStart) != 0) return;
  const auto high = static_cast<char>(dpi >> 8), low = static_cast<char>(dpi & 0xFF);
  file[13] = 1;
  file[14] = file[16] = high;
  file[15] = file[17] = low;
}

}  // namespace

std::string encode_jpeg(const Pixels& pixels, int quality, ChromaSampling sampling, std::uint16_t dpi) {
  const std::unique_ptr<void, CloseTurbo> turbo(tjInitCompress());
  if (!turbo) throw std::bad_alloc();
  const int subsampling = sampling == ChromaSampling::full ? TJSAMP_444 : TJSAMP_420;
  const auto width = static_cast<int>(pixels.width), height = static_cast<int>(pixels.height);
  unsigned long size = tjBufSize(width, height, subsampling);
  std::string out(size, '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(out.data());
  if (tjCompress2(turbo.get(), pixels.rgba.data(), width, static_cast<int>(pixels.row_bytes()), height, TJPF_RGBX,
                  &bytes, &size, subsampling, quality, TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT) != 0) {
    throw std::bad_alloc();
  }
  out.resize(size);
  if (dpi > 0) write_density(out, dpi);
  return out;
}

}  // namespace onshelf
