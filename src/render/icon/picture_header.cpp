// What a file is, from its first bytes, and how large a picture it announces.
#include <algorithm>
#include <optional>
#include <string>

#include "render/icon/byte_view.h"
#include "render/icon/faults.h"
#include "render/icon/gif_outline.h"
#include "render/icon/icon.h"
#include "render/icon/jpeg_outline.h"

namespace onshelf {
namespace {

constexpr std::string_view kPngMark{"\x89PNG\r\n\x1A\n", 8};

struct KnownKind {
  std::string_view name;
  std::size_t at;
  std::string_view mark;
};

// Kinds that people do upload, so that the message can name them.
constexpr KnownKind kRefused[] = {
    {"a WebP picture", 8, "WEBP"},       {"an SVG drawing", 0, "<svg"},        {"a BMP picture", 0, "BM"},
    {"an ICO file", 0, {"\0\0\1\0", 4}}, {"a Photoshop file", 0, "8BPS"},      {"a TIFF picture", 0, {"II*\0", 4}},
    {"a TIFF picture", 0, {"MM\0*", 4}}, {"an AVIF picture", 4, "ftypavif"},   {"a HEIC picture", 4, "ftyphei"},
    {"a HEIC picture", 4, "ftypmif1"},   {"a JPEG XL picture", 0, "\xFF\x0A"}, {"a JPEG XL picture", 4, "JXL "},
    {"a JPEG 2000 picture", 4, "jP  "},  {"a PDF document", 0, "%PDF"},        {"an archive", 0, "PK\x03\x04"},
    {"an archive", 0, {"\x1F\x8B", 2}},
};

std::optional<PictureFormat> format_of(std::string_view bytes) {
  if (bytes.substr(0, 8) == kPngMark) return PictureFormat::png;
  if (bytes.substr(0, 3) == "\xFF\xD8\xFF") return PictureFormat::jpeg;
  if (bytes.substr(0, 6) == "GIF87a" || bytes.substr(0, 6) == "GIF89a") return PictureFormat::gif;
  return std::nullopt;
}

// An XML or HTML text: a drawing when "<svg" comes soon.
std::string_view name_of_text(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  if (bytes.substr(0, 1) != "<") return {};
  return bytes.substr(0, 4096).find("<svg") != std::string_view::npos ? "an SVG drawing" : "a web page or XML text";
}

PictureFault refused_kind(std::string_view bytes) {
  std::string_view name = name_of_text(bytes);
  for (const KnownKind& kind : kRefused) {
    if (name.empty() && bytes.size() >= kind.at && bytes.substr(kind.at, kind.mark.size()) == kind.mark)
      name = kind.name;
  }
  const std::string message = bytes.empty() ? "is empty" : name.empty() ? "is no picture" : "is " + std::string(name);
  return {"picture-format", message, "PNG, JPEG and GIF are accepted"};
}

// An animated PNG says so in a chunk before the picture's data.
bool announces_animation(const ByteView& view) {
  std::size_t at = 8;
  while (view.has(at, 8)) {
    const std::string_view name = view.bytes().substr(at + 4, 4);
    if (name == "acTL") return true;
    if (name == "IDAT") return false;
    at += std::size_t{12} + view.big32(at);
  }
  return false;
}

std::optional<PictureHeader> read_png(std::string_view bytes) {
  const ByteView view(bytes);
  if (!view.has(8, 25) || view.big32(8) != 13 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
  return PictureHeader{PictureFormat::png, view.big32(16), view.big32(20), announces_animation(view),
                       static_cast<unsigned char>(bytes[24]) == 16};
}

std::optional<PictureHeader> read_jpeg(std::string_view bytes) {
  const JpegOutline outline = outline_jpeg(bytes, JpegExtent::until_frame);
  if (outline.frames == 0) return std::nullopt;
  return PictureHeader{PictureFormat::jpeg, outline.width, outline.height, false};
}

std::optional<PictureHeader> read_gif(std::string_view bytes) {
  if (bytes.size() < 13) return std::nullopt;
  const GifOutline outline = outline_gif(bytes);
  return PictureHeader{PictureFormat::gif, outline.width, outline.height, outline.frames > 1};
}

std::optional<PictureHeader> read_header(PictureFormat format, std::string_view bytes) {
  switch (format) {
    case PictureFormat::png:
      return read_png(bytes);
    case PictureFormat::jpeg:
      return read_jpeg(bytes);
    case PictureFormat::gif:
      return read_gif(bytes);
  }
  return std::nullopt;
}

}  // namespace

std::variant<PictureHeader, PictureFault> read_picture_header(std::string_view bytes) {
  const std::optional<PictureFormat> format = format_of(bytes);
  if (!format) return refused_kind(bytes);
  if (bytes.size() > kMostMasterBytes) {
    return PictureFault{"picture-bytes", "has " + std::to_string(bytes.size()) + " bytes, and 8 MiB are the most",
                        "save a smaller copy; icons need no more than 1024 x 1024 pixels"};
  }
  const std::optional<PictureHeader> header = read_header(*format, bytes);
  if (!header) return damaged_picture();
  const std::uint64_t pixels = std::uint64_t{header->width} * header->height;
  if (pixels == 0 || std::max(header->width, header->height) > kMostMasterSide || pixels > kMostMasterPixels) {
    return PictureFault{"picture-size",
                        "is " + std::to_string(header->width) + " x " + std::to_string(header->height) +
                            " pixels, and each side must have 1 to 4096",
                        "icons need no more than 1024 x 1024 pixels"};
  }
  if (header->cost() > kMostMasterPixels) {
    return PictureFault{"picture-size",
                        "is " + std::to_string(header->width) + " x " + std::to_string(header->height) +
                            " pixels of 16 bits a channel, and 8 million such pixels are the most",
                        "save it with 8 bits a channel, or smaller"};
  }
  return *header;
}

}  // namespace onshelf
