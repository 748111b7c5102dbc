// cmark-gfm's parser is used (markdown_tree.h), its HTML renderer is not: the tree is walked here, without recursion, and every
// node this file does not name is dropped.
#include "render/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

#include "render/html_writer.h"
#include "render/markdown_tree.h"

namespace onshelf {
namespace {

constexpr std::size_t kMostFaults = 20;
constexpr int kLastHeading = 6;
// Inline markup may nest inside quotes and lists; browsers stop at 512.
constexpr std::size_t kMostOpenElements = 200;

struct ReleaseWalk {
  void operator()(cmark_iter* walk) const { cmark_iter_free(walk); }
};
using Walk = std::unique_ptr<cmark_iter, ReleaseWalk>;

// What a node is to this file. Extension nodes have no fixed numbers, only names.
enum class Kind {
  other,
  block_quote,
  list,
  item,
  code_block,
  html,
  paragraph,
  heading,
  rule,
  text,
  soft_break,
  line_break,
  code,
  emphasis,
  strong,
  link,
  image,
  strikethrough,
  table,
  header_row,
  row,
  cell,
};

Kind extension_kind(cmark_node* node) {
  const std::string_view name = cmark_node_get_type_string(node);
  if (name == "table_cell") return Kind::cell;
  if (name == "table_row") return Kind::row;
  if (name == "table_header") return Kind::header_row;
  if (name == "table") return Kind::table;
  if (name == "strikethrough") return Kind::strikethrough;
  return Kind::other;
}

Kind kind_of(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
      return Kind::block_quote;
    case CMARK_NODE_LIST:
      return Kind::list;
    case CMARK_NODE_ITEM:
      return Kind::item;
    case CMARK_NODE_CODE_BLOCK:
      return Kind::code_block;
    case CMARK_NODE_HTML_BLOCK:
      return Kind::html;
    case CMARK_NODE_HTML_INLINE:
      return Kind::html;
    case CMARK_NODE_PARAGRAPH:
      return Kind::paragraph;
    case CMARK_NODE_HEADING:
      return Kind::heading;
    case CMARK_NODE_THEMATIC_BREAK:
      return Kind::rule;
    case CMARK_NODE_TEXT:
      return Kind::text;
    case CMARK_NODE_SOFTBREAK:
      return Kind::soft_break;
    case CMARK_NODE_LINEBREAK:
      return Kind::line_break;
    case CMARK_NODE_CODE:
      return Kind::code;
    case CMARK_NODE_EMPH:
      return Kind::emphasis;
    case CMARK_NODE_STRONG:
      return Kind::strong;
    case CMARK_NODE_LINK:
      return Kind::link;
    case CMARK_NODE_IMAGE:
      return Kind::image;
    default:
      return extension_kind(node);
  }
}

std::string_view view(const char* text) { return text ? std::string_view(text) : std::string_view(); }
std::string_view literal_of(cmark_node* node) { return view(cmark_node_get_literal(node)); }

// A paragraph of a tight list stands in its item without a <p>.
bool is_tight(cmark_node* paragraph) {
  cmark_node* item = cmark_node_parent(paragraph);
  cmark_node* list = item ? cmark_node_parent(item) : nullptr;
  return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

std::size_t line_of(cmark_node* node) {
  while (node && cmark_node_get_start_line(node) <= 0) node = cmark_node_parent(node);
  return node ? static_cast<std::size_t>(cmark_node_get_start_line(node)) : 1;
}

// Level of the text's topmost headings. They are blocks, so inline nodes are not visited.
int top_heading(cmark_node* document) {
  int top = kLastHeading;
  for (cmark_node* node = document; node;) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING) top = std::min(top, cmark_node_get_heading_level(node));
    const bool has_blocks = type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST ||
                            type == CMARK_NODE_ITEM;
    cmark_node* next = has_blocks ? cmark_node_first_child(node) : nullptr;
    while (!next && node) {
      next = cmark_node_next(node);
      if (!next) node = cmark_node_parent(node);
    }
    node = next;
  }
  return top;
}

class Renderer {
 public:
  Renderer(const MarkdownTree& tree, std::size_t source_size, const MarkdownOptions& options)
      : document_(tree.root()),
        looks_for_addresses_(tree.is_doubtful()),
        options_(options),
        heading_shift_(options.first_heading - top_heading(document_)),
        writer_(options.limits.most_output, kMostOpenElements, 2 * source_size) {}

  // Nothing: the tree lacks a bare address, and is to be made anew.
  std::optional<CleanText> render() {
    if (options_.is_pseudo) writer_.speak_pseudo();
    const Walk walk(cmark_iter_new(document_));
    for (cmark_event_type event; (event = cmark_iter_next(walk.get())) != CMARK_EVENT_DONE && !writer_.is_full();) {
      cmark_node* node = cmark_iter_get_node(walk.get());
      if (event == CMARK_EVENT_ENTER) {
        enter(node);
      } else {
        leave(node);
      }
      if (has_address_) return std::nullopt;
    }
    if (writer_.is_full() || refused_) {
      if (!refused_) report("markdown-output", document_, "the text is too large or too deeply nested as HTML");
      return CleanText{CleanHtml(), std::move(faults_), true};
    }
    return CleanText{writer_.take(), std::move(faults_), false};
  }

 private:
  void enter(cmark_node* node) {
    const Kind kind = kind_of(node);
    if (image_depth_ > 0 && read_alt_text(kind, node)) return;
    switch (kind) {
      case Kind::text:
        return write_text(literal_of(node));
      case Kind::soft_break:
        return writer_.text("\n");
      case Kind::line_break:
        return writer_.line_break();
      case Kind::rule:
        return writer_.rule();
      case Kind::code:
        return write_code(node, {Element::code});
      case Kind::code_block:
        return write_code(node, {Element::pre, Element::code});
      case Kind::html:
        return report("markdown-html", node, "HTML in the text is left out");
      default:
        break;
    }
    // The rest are containers: their end closes what their begin opened, however much that was.
    if (kind == Kind::row && cmark_node_previous(node) && kind_of(cmark_node_previous(node)) == Kind::header_row)
      writer_.open(Element::tbody);
    marks_.push_back(writer_.depth());
    switch (kind) {
      case Kind::paragraph:
        if (!is_tight(node)) writer_.open(Element::p);
        break;
      case Kind::heading:
        writer_.open(heading(node));
        break;
      case Kind::block_quote:
        writer_.open(Element::blockquote);
        break;
      case Kind::list:
        open_list(node);
        break;
      case Kind::item:
        open_item(node);
        break;
      case Kind::emphasis:
        writer_.open(Element::em);
        break;
      case Kind::strong:
        writer_.open(Element::strong);
        break;
      case Kind::strikethrough:
        writer_.open(Element::del);
        break;
      case Kind::link:
        open_link(node);
        break;
      case Kind::image:
        ++image_depth_;
        break;
      case Kind::table:
        open_table(node);
        break;
      case Kind::header_row:
        writer_.open(Element::thead);
        [[fallthrough]];
      case Kind::row:
        writer_.open(Element::tr);
        column_ = 0;
        in_header_ = kind == Kind::header_row;
        break;
      case Kind::cell:
        writer_.open_cell(in_header_, alignment(column_++));
        break;
      default:
        break;
    }
  }

  void leave(cmark_node* node) {
    if (cmark_node_get_type(node) == CMARK_NODE_IMAGE && --image_depth_ == 0) {
      write_image(node);
      alt_.clear();
    }
    writer_.close_to(marks_.back());
    marks_.pop_back();
  }

  // Inside a picture's description only words count. True when that was all there is to do.
  bool read_alt_text(Kind kind, cmark_node* node) {
    switch (kind) {
      case Kind::text:
      case Kind::code:
        alt_ += literal_of(node);
        return true;
      case Kind::soft_break:
      case Kind::line_break:
        alt_ += ' ';
        return true;
      case Kind::html:
        return true;
      default:
        if (kind == Kind::image) ++image_depth_;
        marks_.push_back(writer_.depth());
        return true;
    }
  }

  void write_text(std::string_view text) {
    has_address_ = looks_for_addresses_ && MarkdownTree::may_be_address(text);
    writer_.text(text);
  }

  void write_code(cmark_node* node, std::initializer_list<Element> elements) {
    const std::size_t depth = writer_.depth();
    for (const Element element : elements) writer_.open(element);
    writer_.text(literal_of(node));
    writer_.close_to(depth);
  }

  Element heading(cmark_node* node) const {
    const int level =
        std::clamp(cmark_node_get_heading_level(node) + heading_shift_, options_.first_heading, kLastHeading);
    return static_cast<Element>(static_cast<int>(Element::h1) + level - 1);
  }

  void open_list(cmark_node* node) {
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST) {
      writer_.open_ordered_list(cmark_node_get_list_start(node));
    } else {
      writer_.open(Element::ul);
    }
  }

  // A form control would promise that it can be ticked; these are characters.
  void open_item(cmark_node* node) {
    writer_.open(Element::li);
    if (std::strcmp(cmark_node_get_type_string(node), "tasklist") != 0) return;
    writer_.text(cmark_gfm_extensions_get_tasklist_item_checked(node) ? "\u2611 " : "\u2610 ");
  }

  void open_table(cmark_node* node) {
    table_ = node;
    writer_.open_scroll_box();
    writer_.open(Element::table);
  }

  Alignment alignment(std::size_t column) const {
    if (column >= cmark_gfm_extensions_get_table_columns(table_)) return Alignment::none;
    switch (cmark_gfm_extensions_get_table_alignments(table_)[column]) {
      case 'l':
        return Alignment::left;
      case 'c':
        return Alignment::center;
      case 'r':
        return Alignment::right;
      default:
        return Alignment::none;
    }
  }

  // Over-long addresses refuse the text: a definition's are caught before parsing, and these are no better.
  bool is_short_enough(std::string_view url, cmark_node* node) {
    if (url.size() <= options_.limits.most_link_target) return true;
    if (!refused_)
      report("markdown-link-target", node,
             "a link target is longer than " + std::to_string(options_.limits.most_link_target) + " bytes");
    refused_ = true;
    return false;
  }

  void open_link(cmark_node* node) {
    const std::string_view url = view(cmark_node_get_url(node));
    if (!is_short_enough(url, node)) return;
    auto target = LinkTarget::outside(url);
    if (!target) target = options_.own_files.link(url);
    if (target) {
      writer_.open_link(*target, view(cmark_node_get_title(node)));
    } else {
      report("markdown-link", node, "a link leads neither to the web nor to a published file; its text stays");
    }
  }

  void write_image(cmark_node* node) {
    const std::string_view url = view(cmark_node_get_url(node));
    if (!is_short_enough(url, node)) return;
    if (const auto picture = options_.own_files.shown(url)) {
      writer_.image(*picture, alt_);
    } else {
      report("markdown-image", node, "a picture is no published file of the listing; its description stays");
      writer_.text(alt_);
    }
  }

  void report(const char* rule, cmark_node* node, std::string message) {
    const bool is_fatal =
        rule == std::string_view("markdown-output") || rule == std::string_view("markdown-link-target");
    if (is_fatal || faults_.size() < kMostFaults) faults_.push_back({rule, line_of(node), 1, std::move(message)});
  }

  cmark_node* document_;
  bool looks_for_addresses_;
  const MarkdownOptions& options_;
  int heading_shift_;
  HtmlWriter writer_;
  std::vector<TextFault> faults_;
  std::vector<std::size_t> marks_;  // depth of the writer where each open container began
  cmark_node* table_ = nullptr;     // tables do not nest
  std::size_t column_ = 0;
  bool in_header_ = false;
  bool refused_ = false;
  bool has_address_ = false;  // in a text, where it was looked for
  std::size_t image_depth_ = 0;
  std::string alt_;
};

// Words with single blanks between them, whatever blanks or breaks they had.
void append_words(std::string& out, std::string_view text) {
  for (const char c : text) {
    const bool is_blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
    if (!is_blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
}

}  // namespace

CleanText render_markdown(std::string_view source, const MarkdownOptions& options) {
  MarkdownJudgement judgement = judge_markdown(source, options.limits);
  if (judgement.fault) return {CleanHtml(), {std::move(*judgement.fault)}, true};
  MarkdownTree tree(source, judgement.signs);
  if (auto text = Renderer(tree, source.size(), options).render()) return std::move(*text);
  tree.add_addresses();
  return Renderer(tree, source.size(), options).render().value();
}

std::string plain_text_of(std::string_view source, const MarkdownLimits& limits) {
  std::string out;
  const MarkdownJudgement judgement = judge_markdown(source, limits);
  if (judgement.fault) return out;
  MarkdownTree tree(source, judgement.signs);
  tree.settle();
  const Walk walk(cmark_iter_new(tree.root()));
  for (cmark_event_type event; (event = cmark_iter_next(walk.get())) != CMARK_EVENT_DONE;) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    const Kind kind = kind_of(node);
    const bool skips = kind == Kind::table || kind == Kind::image;
    if (event == CMARK_EVENT_EXIT) {
      if ((cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK) append_words(out, " ");
    } else if (skips) {
      cmark_iter_reset(walk.get(), node, CMARK_EVENT_EXIT);
    } else if (kind == Kind::text || kind == Kind::code) {
      append_words(out, literal_of(node));
    } else if (kind == Kind::soft_break || kind == Kind::line_break) {
      append_words(out, " ");
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace onshelf
