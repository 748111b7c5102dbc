// The segments of a JPEG file, without decoding it.
//
//     FF D8  { FF marker  length (2, counts itself)  body }  FF D9
//
// After a scan's header (FF DA) follow its coded bytes, in which only 00 or a restart marker (D0-D7) comes after FF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace onshelf {

struct JpegOutline {
  std::uint32_t width = 0;  // 0 with `frames` above 0: given after the first scan, which nobody does
  std::uint32_t height = 0;
  unsigned frames = 0;     // frame headers seen; a sound file has one
  bool decodable = false;  // 8 bits a sample, Huffman coded, baseline or progressive
  bool progressive = false;
  std::uint64_t coefficient_bytes = 0;  // what a decoder keeps of it until the last scan, when there are several
  bool adobe = false;                   // has Adobe's marker: CMYK is stored inverted
  unsigned scans = 0;
  bool complete = false;  // every segment is whole, up to the end marker
  int orientation = 1;    // EXIF, 1 to 8
};

enum class JpegExtent : std::uint8_t { until_frame, whole };

JpegOutline outline_jpeg(std::string_view bytes, JpegExtent extent);

}  // namespace onshelf
