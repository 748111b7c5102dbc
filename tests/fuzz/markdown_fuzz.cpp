// Any bytes as Markdown: the result has allow-listed tags and attributes only, in balance, and the same twice.
#include <optional>
#include <string>

#include <cmark-gfm.h>

#include "clean_html_grammar.h"
#include "render/markdown.h"
#include "render/markdown_tree.h"

using namespace onshelf;
using namespace onshelf::fuzz;

namespace {

std::string described(std::string_view source, const MarkdownSigns& signs) {
  MarkdownTree tree(source, signs);
  tree.settle();
  return cmark_render_xml(tree.root(), CMARK_OPT_DEFAULT);  // in the tree's memory
}

}  // namespace

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
  // The extensions that a text's signs ask for make of it what all of them would.
  if (const auto judgement = judge_markdown(source, options.limits); !judgement.fault)
    require(described(source, judgement.signs) == described(source, {true, true, true, true, true, true}));
  return 0;
}
