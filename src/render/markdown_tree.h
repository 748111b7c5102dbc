// A Markdown text as cmark-gfm's tree.
#pragma once

#include <string_view>

#include "render/markdown_limits.h"

struct cmark_node;

namespace onshelf {

// The tree lies in memory that its thread uses for one text after the other: one at a time and thread. Keeps a view of its source.
class MarkdownTree {
 public:
  // Only those of cmark-gfm's extensions are used whose signs are in the text; the tree is the same with all of them, once it is
  // settled. They are dear: with the one for bare addresses each "w" and each colon ends a piece of text, and all of the tree is gone
  // through once more, a fifth of the time of a text that has none.
  MarkdownTree(std::string_view source, MarkdownSigns signs);
  ~MarkdownTree();
  MarkdownTree(const MarkdownTree&) = delete;
  MarkdownTree& operator=(const MarkdownTree&) = delete;

  // The signs did not tell whether a text of the tree has a bare address. Whoever walks it sees: where may_be_address() holds of
  // one, the tree is to be made anew by add_addresses(), and its nodes are no more. settle() is that walk.
  bool is_doubtful() const { return is_doubtful_; }
  static bool may_be_address(std::string_view text);
  void add_addresses();
  void settle();

  // The document; lives until it is made anew, or as long as this.
  cmark_node* root() const { return root_; }

 private:
  std::string_view source_;
  MarkdownSigns signs_;
  bool is_doubtful_;
  cmark_node* root_;
};

}  // namespace onshelf
