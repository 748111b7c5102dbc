#include "render/download_kind.h"

#include <algorithm>
#include <array>

#include "text/file_kind.h"

namespace onshelf {
namespace {

struct Kind {
  std::string_view extension;
  std::string_view name;
};

// A subset of what text/file_kind.h knows: nothing that a browser shows as a page or a picture.
constexpr std::array<Kind, 7> kKinds = {{
    {"pdf", "a PDF"},
    {"doc", "a Word document"},
    {"ppt", "a PowerPoint file"},
    {"docx", "a Word document"},
    {"pptx", "a PowerPoint file"},
    {"zip", "a ZIP archive"},
    {"rar", "a RAR archive"},
}};

}  // namespace

std::string fault_of_download(std::string_view file_name, std::string_view bytes) {
  const auto dot = file_name.rfind('.');
  const std::string_view extension = dot == std::string_view::npos ? std::string_view{} : file_name.substr(dot + 1);
  const auto kind =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& known) { return known.extension == extension; });
  if (kind == kKinds.end()) return "is no kind of file that may be downloaded";
  if (file_kind(bytes) != kind_of_extension(extension))
    return "is called " + std::string(kind->name) + " and is none by its first bytes";
  return {};
}

}  // namespace onshelf
