#include "render/download_kind.h"

#include <algorithm>
#include <array>

namespace onshelf {
namespace {

struct Kind {
  std::string_view extension;
  std::string_view name;
  std::string_view lead;
};

constexpr std::string_view kOle2("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
constexpr std::string_view kZip("PK\x03\x04", 4);

constexpr std::array<Kind, 7> kKinds = {{
    {"pdf", "a PDF", "%PDF-"},
    {"doc", "a Word document", kOle2},
    {"ppt", "a PowerPoint file", kOle2},
    {"docx", "a Word document", kZip},
    {"pptx", "a PowerPoint file", kZip},
    {"zip", "a ZIP archive", kZip},
    {"rar", "a RAR archive", "Rar!\x1A\x07"},
}};

}  // namespace

std::string fault_of_download(std::string_view file_name, std::string_view bytes) {
  const auto dot = file_name.rfind('.');
  const std::string_view extension = dot == std::string_view::npos ? std::string_view{} : file_name.substr(dot + 1);
  const auto kind =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& known) { return known.extension == extension; });
  if (kind == kKinds.end()) return "is no kind of file that may be downloaded";
  if (!bytes.starts_with(kind->lead)) return "is called " + std::string(kind->name) + " and is none by its first bytes";
  return {};
}

}  // namespace onshelf
