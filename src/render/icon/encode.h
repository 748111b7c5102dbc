// Pixels to file bytes. The same pixels and arguments give the same bytes; nothing but pixels and density is in them.
#pragma once

#include <cstdint>
#include <string>

#include "render/icon/pixels.h"

namespace onshelf {

enum class PngEffort : std::uint8_t {
  plain,     // no row filter: soonest, and best for flat drawings
  filtered,  // all row filters, for photographs and gradients: a third smaller there, twice the time
  patient,   // the same at the highest level: 1 to 4 % less for eight times as long
};

// Up to 256 colours become a palette; opaque pictures carry no alpha.
// Chunks: IHDR, PLTE, tRNS, pHYs (dpi above 0), IDAT, IEND.
std::string encode_png(const Pixels& pixels, PngEffort effort, std::uint16_t dpi);

enum class ChromaSampling : std::uint8_t { full, quartered };

// Alpha is ignored: flatten first. Quality 1 to 100. JFIF is the only marker beside those of the coding itself.
std::string encode_jpeg(const Pixels& pixels, int quality, ChromaSampling sampling, std::uint16_t dpi);

}  // namespace onshelf
