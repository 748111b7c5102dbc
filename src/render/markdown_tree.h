// A Markdown text as cmark-gfm's tree.
#pragma once

#include <string_view>

struct cmark_node;

namespace onshelf {

// The tree lies in memory that its thread uses for one text after the other: one at a time and thread.
class MarkdownTree {
 public:
  explicit MarkdownTree(std::string_view source);
  ~MarkdownTree();
  MarkdownTree(const MarkdownTree&) = delete;
  MarkdownTree& operator=(const MarkdownTree&) = delete;

  // The document; lives as long as this.
  cmark_node* root() const { return root_; }

 private:
  cmark_node* root_ = nullptr;
};

}  // namespace onshelf
