// The allow-list serialiser. What it has no function for cannot be written: there is no other element and no other
// attribute, names are ours and never the input's, values are always quoted and escaped, and elements always close.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/clean_html.h"
#include "render/own_files.h"

namespace onshelf {

// Elements without attributes.
enum class Element : std::uint8_t {
  p,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  em,
  strong,
  b,
  i,
  s,
  del,
  ins,
  sub,
  sup,
  code,
  kbd,
  span,
  pre,
  blockquote,
  div,
  ul,
  li,
  dl,
  dt,
  dd,
  table,
  caption,
  thead,
  tbody,
  tfoot,
  tr,
};

// How many columns and rows a cell covers, each 1 to 100.
struct CellSpan {
  int columns = 1;
  int rows = 1;
};

enum class Alignment : std::uint8_t { none, left, center, right };

class HtmlWriter {
 public:
  // Past `most_bytes` or `most_depth` nothing more is written but the end tags; is_full() tells. Room for `likely_bytes`
  // is made at once.
  HtmlWriter(std::size_t most_bytes, std::size_t most_depth, std::size_t likely_bytes);

  // Words are written in the pseudo language from now on.
  void speak_pseudo() { is_pseudo_ = true; }

  void open(Element element);
  void open_link(const LinkTarget& target, std::string_view title);         // with rel for what strangers wrote
  void open_ordered_list(int first);                                        // ol; first >= 0
  void open_cell(bool is_header, Alignment alignment, CellSpan span = {});  // th or td, alignment as a fixed class
  void open_scroll_box();                                                   // a div that a wide table scrolls in
  void text(std::string_view text);
  void line_break();
  void rule();
  void image(const PublishedPicture& picture, std::string_view alt);

  // Closes the innermost elements until `depth` are open.
  void close_to(std::size_t depth);
  std::size_t depth() const { return open_.size(); }
  bool is_full() const { return full_ || out_.size() > most_bytes_; }

  // Closes all that is open. The writer is spent.
  CleanHtml take();

 private:
  struct Tag {
    std::string_view name;
    bool ends_line;
  };
  bool begin(Tag tag);
  void attribute(std::string_view name, std::string_view value);
  bool has_room();

  std::string out_;
  std::vector<Tag> open_;
  std::size_t most_bytes_, most_depth_;
  bool full_ = false, is_pseudo_ = false;
};

}  // namespace onshelf
