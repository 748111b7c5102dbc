// Any bytes as Markdown: the result has allow-listed tags and attributes only, in balance, and the same twice.
#include <optional>
#include <string>

#include "clean_html_grammar.h"
#include "render/markdown.h"

using namespace onshelf;
using namespace onshelf::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view source = bytes_of(data, size);
  MarkdownOptions options;
  options.own_files.file = [](std::string_view file) -> std::optional<std::string> {
    if (file.size() % 2) return "/media/x";
    return std::nullopt;
  };
  options.own_files.picture = [](std::string_view file) -> std::optional<PublishedPicture> {
    if (file.size() % 2) return PublishedPicture{"/media/x", 640, 480};
    return std::nullopt;
  };
  const auto result = render_markdown(source, options);
  const std::string_view html = result.html.bytes();
  require(!result.refused || html.empty());
  require_clean(html);
  require(html == render_markdown(source, options).html.bytes());
  require(plain_text_of(source).size() <= size * 4);
  return 0;
}
