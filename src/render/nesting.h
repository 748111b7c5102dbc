// An HtmlWriter for elements in any order: closes and refuses what a browser's parser would close and refuse.
//
// The parser of a browser closes a paragraph by itself before a block, a list item before the next one, a heading before
// another. Text written without heed of that would be read as another tree, and an end tag left over could close an element of
// the page around it.
#pragma once

#include <string_view>
#include <vector>

#include "render/html_writer.h"

namespace onshelf {

class NestedWriter {
 public:
  explicit NestedWriter(HtmlWriter& writer) : writer_(writer) {}

  // False: it cannot stand here and was not opened; what is inside may still be written.
  bool open(Element element);
  bool open_link(const LinkTarget& target, std::string_view title);
  bool open_ordered_list(int first);
  bool open_table();  // in its scroll box
  bool open_cell(bool is_header, Alignment alignment, CellSpan span);

  void text(std::string_view text);
  void line_break();
  void rule();
  void image(const PublishedPicture& picture, std::string_view alt);

  // Elements that are open now. What was closed for another's sake is gone: closing to a depth that is not reached any
  // more does nothing.
  std::size_t depth() const { return open_.size(); }
  void close_to(std::size_t depth);

 private:
  enum class Kind : std::uint8_t {
    paragraph,
    heading,
    block,
    list,
    item,
    terms,
    term,
    inline_,
    link,
    table,
    section,  // thead, tbody, tfoot
    row,
    cell,
    caption,
    scroll_box,
  };
  static Kind kind_of(Element element);
  bool is_in_table() const;  // between its cells, where no text may stand
  bool make_room_for(Kind kind);
  void close_nearest(Kind kind, bool (*is_boundary)(Kind));
  void opened(Kind kind) { open_.push_back(kind); }

  HtmlWriter& writer_;
  std::vector<Kind> open_;  // beside the writer's open elements
};

}  // namespace onshelf
