#include "render/html_writer.h"

#include <array>
#include <utility>

#include "text/escape.h"
#include "text/pseudo.h"

namespace onshelf {
namespace {

// In the order of Element; the flag puts a line break after the end tag.
constexpr std::array<std::pair<std::string_view, bool>, 33> kElements = {{
    {"p", true},     {"h1", true},    {"h2", true},         {"h3", true},    {"h4", true},      {"h5", true},
    {"h6", true},    {"em", false},   {"strong", false},    {"b", false},    {"i", false},      {"s", false},
    {"del", false},  {"ins", false},  {"sub", false},       {"sup", false},  {"code", false},   {"kbd", false},
    {"span", false}, {"pre", true},   {"blockquote", true}, {"div", true},   {"ul", true},      {"li", true},
    {"dl", true},    {"dt", true},    {"dd", true},         {"table", true}, {"caption", true}, {"thead", true},
    {"tbody", true}, {"tfoot", true}, {"tr", true},
}};
static_assert(kElements.back().first == "tr");

constexpr std::string_view class_of(Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      return "align-left";
    case Alignment::center:
      return "align-center";
    case Alignment::right:
      return "align-right";
    case Alignment::none:
      break;
  }
  return {};
}

}  // namespace

HtmlWriter::HtmlWriter(std::size_t most_bytes, std::size_t most_depth, std::size_t likely_bytes)
    : most_bytes_(most_bytes), most_depth_(most_depth) {
  out_.reserve(likely_bytes);
}

bool HtmlWriter::has_room() {
  full_ = is_full();
  return !full_;
}

bool HtmlWriter::begin(Tag tag) {
  if (open_.size() >= most_depth_) full_ = true;
  if (!has_room()) return false;
  open_.push_back(tag);
  out_ += '<';
  out_ += tag.name;
  return true;
}

void HtmlWriter::attribute(std::string_view name, std::string_view value) {
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  append_html_escaped(out_, value);
  out_ += '"';
}

void HtmlWriter::open(Element element) {
  const auto [name, ends_line] = kElements[static_cast<std::size_t>(element)];
  if (!begin({name, ends_line})) return;
  // A wide code block scrolls; without this the keyboard could not reach it.
  if (element == Element::pre) attribute("tabindex", "0");
  out_ += '>';
}

void HtmlWriter::open_link(const LinkTarget& target, std::string_view title) {
  if (!begin({"a", false})) return;
  attribute("href", target.url());
  if (!title.empty()) attribute("title", title);
  attribute("rel", "nofollow ugc noopener noreferrer");
  out_ += '>';
}

void HtmlWriter::open_ordered_list(int first) {
  if (!begin({"ol", true})) return;
  if (first != 1) attribute("start", std::to_string(first));
  out_ += '>';
}

void HtmlWriter::open_cell(bool is_header, Alignment alignment, CellSpan span) {
  if (!begin({is_header ? "th" : "td", false})) return;
  if (is_header) attribute("scope", "col");
  if (span.columns != 1) attribute("colspan", std::to_string(span.columns));
  if (span.rows != 1) attribute("rowspan", std::to_string(span.rows));
  if (alignment != Alignment::none) attribute("class", class_of(alignment));
  out_ += '>';
}

void HtmlWriter::open_scroll_box() {
  if (!begin({"div", true})) return;
  attribute("class", "table-scroll");
  attribute("tabindex", "0");
  out_ += '>';
}

void HtmlWriter::text(std::string_view text) {
  if (!has_room()) return;
  if (is_pseudo_)
    append_html_escaped(out_, pseudo_text(text));
  else
    append_html_escaped(out_, text);
}

void HtmlWriter::line_break() {
  if (has_room()) out_ += "<br>\n";
}

void HtmlWriter::rule() {
  if (has_room()) out_ += "<hr>\n";
}

void HtmlWriter::image(const PublishedPicture& picture, std::string_view alt) {
  const auto source = LinkTarget::published(picture.url);
  if (!source || !has_room()) return;
  out_ += "<img";
  attribute("src", source->url());
  attribute("alt", is_pseudo_ ? pseudo_text(alt) : std::string(alt));
  attribute("width", std::to_string(picture.width));
  attribute("height", std::to_string(picture.height));
  attribute("loading", "lazy");
  out_ += '>';
}

void HtmlWriter::close_to(std::size_t depth) {
  while (open_.size() > depth) {
    out_ += "</";
    out_ += open_.back().name;
    out_ += open_.back().ends_line ? ">\n" : ">";
    open_.pop_back();
  }
}

CleanHtml HtmlWriter::take() {
  close_to(0);
  return CleanHtml(std::move(out_));
}

}  // namespace onshelf
