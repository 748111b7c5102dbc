#include "render/nesting.h"

#include <algorithm>

namespace onshelf {

NestedWriter::Kind NestedWriter::kind_of(Element element) {
  switch (element) {
    case Element::p:
      return Kind::paragraph;
    case Element::h1:
    case Element::h2:
    case Element::h3:
    case Element::h4:
    case Element::h5:
    case Element::h6:
      return Kind::heading;
    case Element::pre:
    case Element::blockquote:
    case Element::div:
      return Kind::block;
    case Element::ul:
      return Kind::list;
    case Element::li:
      return Kind::item;
    case Element::dl:
      return Kind::terms;
    case Element::dt:
    case Element::dd:
      return Kind::term;
    case Element::table:
      return Kind::table;
    case Element::caption:
      return Kind::caption;
    case Element::thead:
    case Element::tbody:
    case Element::tfoot:
      return Kind::section;
    case Element::tr:
      return Kind::row;
    default:
      return Kind::inline_;
  }
}

bool NestedWriter::is_in_table() const {
  if (open_.empty()) return false;
  const Kind top = open_.back();
  return top == Kind::table || top == Kind::section || top == Kind::row;
}

void NestedWriter::close_nearest(Kind kind, bool (*is_boundary)(Kind)) {
  for (std::size_t i = open_.size(); i-- > 0 && !is_boundary(open_[i]);)
    if (open_[i] == kind) return close_to(i);
}

// Closes what the element ends by beginning. False: it may not stand here.
bool NestedWriter::make_room_for(Kind kind) {
  // A cell, and a caption, is a page of its own: nothing inside reaches out.
  constexpr auto is_cell = [](Kind each) { return each == Kind::cell || each == Kind::caption; };
  // A list item is ended by the next one unless something else has begun in it.
  constexpr auto ends_items = [](Kind each) {
    return each == Kind::cell || each == Kind::caption || each == Kind::list || each == Kind::terms ||
           each == Kind::table || each == Kind::heading;
  };
  const Kind top = open_.empty() ? Kind::block : open_.back();
  switch (kind) {
    case Kind::caption:
    case Kind::section:
      return top == Kind::table;
    case Kind::row:
      return top == Kind::section;
    case Kind::cell:
      return top == Kind::row;
    default:
      break;
  }
  if (is_in_table()) return false;
  if (kind == Kind::inline_) return true;
  if (kind == Kind::link) {
    // Links do not stand inside links.
    for (std::size_t i = open_.size(); i-- > 0 && !is_cell(open_[i]);)
      if (open_[i] == Kind::link) return false;
    return true;
  }
  close_nearest(Kind::paragraph, is_cell);
  if (kind == Kind::item) close_nearest(Kind::item, ends_items);
  if (kind == Kind::term) close_nearest(Kind::term, ends_items);
  if (kind == Kind::heading && !open_.empty() && open_.back() == Kind::heading) close_to(open_.size() - 1);
  return true;
}

bool NestedWriter::open(Element element) {
  const Kind kind = kind_of(element);
  if (!make_room_for(kind)) return false;
  writer_.open(element);
  opened(kind);
  return true;
}

bool NestedWriter::open_link(const LinkTarget& target, std::string_view title) {
  if (!make_room_for(Kind::link)) return false;
  writer_.open_link(target, title);
  opened(Kind::link);
  return true;
}

bool NestedWriter::open_ordered_list(int first) {
  if (!make_room_for(Kind::list)) return false;
  writer_.open_ordered_list(first);
  opened(Kind::list);
  return true;
}

bool NestedWriter::open_table() {
  if (!make_room_for(Kind::scroll_box)) return false;
  writer_.open_scroll_box();
  opened(Kind::scroll_box);
  writer_.open(Element::table);
  opened(Kind::table);
  return true;
}

bool NestedWriter::open_cell(bool is_header, Alignment alignment, CellSpan span) {
  if (!make_room_for(Kind::cell)) return false;
  writer_.open_cell(is_header, alignment, span);
  opened(Kind::cell);
  return true;
}

void NestedWriter::text(std::string_view text) {
  if (!is_in_table()) writer_.text(text);
}

void NestedWriter::line_break() {
  if (!is_in_table()) writer_.line_break();
}

void NestedWriter::rule() {
  if (make_room_for(Kind::block)) writer_.rule();
}

void NestedWriter::image(const PublishedPicture& picture, std::string_view alt) {
  if (!is_in_table()) writer_.image(picture, alt);
}

void NestedWriter::close_to(std::size_t depth) {
  if (depth >= open_.size()) return;
  writer_.close_to(depth);
  open_.resize(depth);
}

}  // namespace onshelf
