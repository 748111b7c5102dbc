#include "text/file_kind.h"

namespace onshelf {
namespace {

struct Mark {
  std::string_view kind;
  std::size_t at;
  std::string_view bytes;
};

constexpr Mark kMarks[] = {
    {"png", 0, {"\x89PNG\r\n\x1A\n", 8}},
    {"jpeg", 0, "\xFF\xD8\xFF"},
    {"gif", 0, "GIF87a"},
    {"gif", 0, "GIF89a"},
    {"webp", 8, "WEBP"},
    {"pdf", 0, "%PDF-"},
    {"ole", 0, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}},
    {"zip", 0, {"PK\x03\x04", 4}},
    {"zip", 0, {"PK\x05\x06", 4}},
    {"rar", 0, {"Rar!\x1A\x07\0", 7}},
    {"rar", 0, {"Rar!\x1A\x07\1\0", 8}},
    {"svg", 0, "<svg"},
    {"bmp", 0, "BM"},
};

}  // namespace

std::string_view file_kind(std::string_view bytes) {
  for (const Mark& mark : kMarks)
    if (bytes.size() >= mark.at && bytes.substr(mark.at, mark.bytes.size()) == mark.bytes) return mark.kind;
  return {};
}

std::string_view kind_of_extension(std::string_view extension) {
  if (extension == "doc" || extension == "ppt") return "ole";
  if (extension == "docx" || extension == "pptx") return "zip";
  if (extension == "jpg") return "jpeg";
  for (const std::string_view same : {"pdf", "zip", "rar", "png", "jpeg", "gif"})
    if (extension == same) return same;
  return {};
}

std::string extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return extension;
}

bool is_picture_name(std::string_view name) {
  const std::string_view kind = kind_of_extension(extension_of(name));
  return kind == "png" || kind == "jpeg" || kind == "gif";
}

}  // namespace onshelf
