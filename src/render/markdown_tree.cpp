#include "render/markdown_tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <memory_resource>
#include <stdexcept>
#include <string>

namespace onshelf {
namespace {

template <class T, void (*release)(T*)>
struct Release {
  void operator()(T* value) const { release(value); }
};
template <class T, void (*release)(T*)>
using Released = std::unique_ptr<T, Release<T, release>>;

// Memory of the parser and its tree: handed out in a row and dropped as a whole, where the C library would find and take back
// each of some thousand pieces a text. Nothing is given back in between; limits on texts keep the sum small. The parser asks
// through functions that know no object, so there is one for each thread.
class ParserMemory {
 public:
  static void release() { memory_.pool_.release(); }

  static cmark_mem* functions() {
    static cmark_mem all = {zeroed, resized, ignored};
    return &all;
  }

 private:
  static constexpr std::size_t kFirst = 256u << 10;  // more than the tree of a usual text
  static constexpr std::size_t kAlign = alignof(std::max_align_t);

  // In front of each piece, for resized(). The extension for bare addresses looks for "mailto:" and "xmpp:" in front of a mail address
  // without asking whether a text goes back so far: it finds zeros, and nothing of texts before.
  struct alignas(kAlign) Size {
    std::size_t bytes;
    std::size_t nothing;
  };

  // The library has no way to hear of a failure; its own functions end the process as well.
  static void* taken(std::size_t bytes) noexcept {
    auto* size = static_cast<Size*>(memory_.pool_.allocate(sizeof(Size) + bytes, kAlign));
    *size = {bytes, 0};
    return size + 1;
  }
  static void* zeroed(std::size_t count, std::size_t size) noexcept {
    if (size != 0 && count > PTRDIFF_MAX / size) std::abort();
    return std::memset(taken(count * size), 0, count * size);
  }
  static void* resized(void* old, std::size_t bytes) noexcept {
    if (!old) return taken(bytes);
    const std::size_t before = (static_cast<const Size*>(old) - 1)->bytes;
    return bytes <= before ? old : std::memcpy(taken(bytes), old, before);
  }
  static void ignored(void*) noexcept {}

  ParserMemory() = default;
  std::unique_ptr<std::byte[]> first_{new std::byte[kFirst]};
  std::pmr::monotonic_buffer_resource pool_{first_.get(), kFirst};
  static thread_local ParserMemory memory_;
};

thread_local ParserMemory ParserMemory::memory_;

// Found once: the library registers its extensions in a process-wide list, which is not to be touched by two threads.
struct Extensions {
  cmark_syntax_extension *table, *strikethrough, *autolink, *tasklist;

  Extensions() {
    cmark_gfm_core_extensions_ensure_registered();
    const auto find = [](const char* name) {
      cmark_syntax_extension* found = cmark_find_syntax_extension(name);
      if (!found) throw std::runtime_error(std::string("cmark-gfm lacks its extension ") + name);
      return found;
    };
    table = find("table");
    strikethrough = find("strikethrough");
    autolink = find("autolink");
    tasklist = find("tasklist");
  }
};

cmark_node* parse(std::string_view source, const MarkdownSigns& signs) {
  static const Extensions extensions;
  // One tilde is a range or an approximation in many languages ("1~5"), so only two strike out.
  const Released<cmark_parser, cmark_parser_free> parser(
      cmark_parser_new_with_mem(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE, ParserMemory::functions()));
  const auto use = [&](cmark_syntax_extension* extension) {
    cmark_parser_attach_syntax_extension(parser.get(), extension);
  };
  if (signs.table) use(extensions.table);
  if (signs.strikethrough) use(extensions.strikethrough);
  if (signs.address) use(extensions.autolink);
  if (signs.task) use(extensions.tasklist);
  cmark_parser_feed(parser.get(), source.data(), source.size());
  return cmark_parser_finish(parser.get());
}

}  // namespace

MarkdownTree::MarkdownTree(std::string_view source, MarkdownSigns signs)
    : source_(source),
      signs_(signs),
      is_doubtful_(!signs.address && (signs.target || signs.character)),
      root_(parse(source, signs)) {}

bool MarkdownTree::may_be_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos;
}

void MarkdownTree::add_addresses() {
  is_doubtful_ = false;
  signs_.address = true;
  root_ = parse(source_, signs_);
}

void MarkdownTree::settle() {
  if (!is_doubtful_) return;
  const Released<cmark_iter, cmark_iter_free> walk(cmark_iter_new(root_));
  while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    if (cmark_node_get_type(node) == CMARK_NODE_TEXT && may_be_address(cmark_node_get_literal(node)))
      return add_addresses();
  }
}

MarkdownTree::~MarkdownTree() { ParserMemory::release(); }

}  // namespace onshelf
