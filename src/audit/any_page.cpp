// The one home of gumbo in an audit.
#include <gumbo.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>

#include "audit/elements.h"
#include "text/ascii.h"

namespace onshelf::audit {
namespace {

// gumbo asks for very many small pieces and gives them back one by one: a third of its time. All of a page goes at once.
class Arena {
 public:
  void* take(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > left_) {
      const std::size_t block = std::max<std::size_t>(size, 1 << 20);
      blocks_.push_back(std::make_unique<char[]>(block));
      next_ = blocks_.back().get();
      left_ = block;
    }
    char* piece = next_;
    next_ += size;
    left_ -= size;
    return piece;
  }

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

// An exception cannot pass through gumbo. It does not look at what it gets, so that the process ends: one file is lost.
void* allocate(void* arena, std::size_t size) noexcept { return static_cast<Arena*>(arena)->take(size); }
void release(void*, void*) {}

class TreeReader {
 public:
  TreeReader(std::string_view bytes, const VisitElement& visit) : bytes_(bytes), visit_(visit) {}

  PageForm read(const GumboNode* document, const GumboNode* root) {
    PageForm form{document->v.document.has_doctype, 0};
    struct Open {
      const GumboNode* node;
      unsigned next = 0;
      bool in_head = false;
    };
    std::vector<Open> open;  // not the stack: pages may nest without end
    open.push_back({root});
    visit(root, false);
    while (!open.empty()) {
      form.depth = std::max(form.depth, open.size());
      Open& top = open.back();
      const GumboVector& children = top.node->v.element.children;
      if (top.next == children.length) {
        open.pop_back();
        continue;
      }
      const auto* child = static_cast<const GumboNode*>(children.data[top.next++]);
      if (child->type != GUMBO_NODE_ELEMENT && child->type != GUMBO_NODE_TEMPLATE) continue;
      const bool in_head = top.in_head || (open.size() == 1 && child->v.element.tag == GUMBO_TAG_HEAD);
      visit(child, top.in_head);
      open.push_back({child, 0, in_head});
    }
    return form;
  }

 private:
  // Where text is not UTF-8, gumbo may lose count of it: no place is believed that is not in the page.
  Range range(GumboStringPiece piece) const {
    const std::less<const char*> is_before;
    if (!piece.data || is_before(piece.data, bytes_.data()) || is_before(bytes_.data() + bytes_.size(), piece.data))
      return {};
    const auto begin = static_cast<std::size_t>(piece.data - bytes_.data());
    const std::size_t end = begin + std::min(piece.length, bytes_.size() - begin);
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void visit(const GumboNode* node, bool in_head) {
    const GumboElement& tree = node->v.element;
    Element element;
    std::string own_name;
    if (tree.tag == GUMBO_TAG_UNKNOWN) {
      GumboStringPiece name = tree.original_tag;
      gumbo_tag_from_original_text(&name);
      own_name = lower_ascii({name.data ? name.data : "", name.length});
      element.name = own_name;
    } else {
      element.name = gumbo_normalized_tagname(tree.tag);
    }
    element.in_head = in_head;
    element.where = range(tree.original_tag);
    for (unsigned i = 0; i < tree.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(tree.attributes.data[i]);
      Range where = range(attribute->original_value);
      // Without its quotes.
      if (where.end - where.begin >= 2 && (bytes_[where.begin] == '"' || bytes_[where.begin] == '\'')) {
        ++where.begin;
        --where.end;
      }
      element.attributes.push_back(
          {attribute->name, attribute->value, where.empty() ? range(attribute->original_name) : where});
    }
    std::string text;
    if (tree.tag == GUMBO_TAG_TITLE || tree.tag == GUMBO_TAG_SCRIPT || tree.tag == GUMBO_TAG_STYLE) {
      for (unsigned i = 0; i < tree.children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(tree.children.data[i]);
        if (child->type != GUMBO_NODE_TEXT && child->type != GUMBO_NODE_WHITESPACE) continue;
        text += child->v.text.text;
        const Range where = range(child->v.text.original_text);
        if (element.text_where.empty()) element.text_where = where;
        element.text_where.end = std::max(element.text_where.end, where.end);
      }
      // Scripts and styles have no references; as they are written, places in them are places in the page.
      element.text = tree.tag == GUMBO_TAG_TITLE
                         ? std::string_view(text)
                         : bytes_.substr(element.text_where.begin, element.text_where.end - element.text_where.begin);
    }
    visit_(element);
  }

  std::string_view bytes_;
  const VisitElement& visit_;
};

}  // namespace

PageForm visit_any_page(std::string_view bytes, const VisitElement& visit) {
  Arena arena;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = &arena;
  options.max_errors = 0;
  const GumboOutput* output = gumbo_parse_with_options(&options, bytes.data(), bytes.size());
  return TreeReader(bytes, visit).read(output->document, output->root);
}

}  // namespace onshelf::audit
