// The only file that knows gumbo. Its tree is walked without recursion, and what this file has no case for is not written.
#include "render/clean_html.h"

#include <gumbo.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <vector>

#include "render/nesting.h"
#include "text/ascii.h"

namespace onshelf {
namespace {

constexpr std::size_t kMostFaults = 20;
constexpr int kLastHeading = 6;
constexpr int kMostSpan = 100;
// What is closed by itself (list items, cells) nests less in the output than in the tree; browsers stop at 512.
constexpr std::size_t kMostOpenElements = 300;

struct Release {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using Document = std::unique_ptr<GumboOutput, Release>;

Document parse(std::string_view source) {
  GumboOptions options = kGumboDefaultOptions;
  options.fragment_context = GUMBO_TAG_DIV;
  options.max_errors = 0;
  return Document(gumbo_parse_with_options(&options, source.data(), source.size()));
}

bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
}

std::vector<const GumboNode*> children_of(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT) return {};
  const GumboVector& list = node.v.element.children;
  std::vector<const GumboNode*> children;
  for (unsigned i = 0; i < list.length; ++i) children.push_back(static_cast<const GumboNode*>(list.data[i]));
  return children;
}

int heading_level(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1) + 1 : 0;
}

int top_heading(const GumboNode& root) {
  int top = kLastHeading;
  std::vector<const GumboNode*> waiting = {&root};
  while (!waiting.empty()) {
    const GumboNode& node = *waiting.back();
    waiting.pop_back();
    if (is_element(node))
      if (const int level = heading_level(node.v.element.tag)) top = std::min(top, level);
    for (const GumboNode* child : children_of(node)) waiting.push_back(child);
  }
  return top;
}

// What becomes of an element that needs nothing but its name. Elements that group become a div, so that their words do not
// run into their neighbours'.
std::optional<Element> plain_element(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
      return Element::p;
    case GUMBO_TAG_EM:
      return Element::em;
    case GUMBO_TAG_STRONG:
      return Element::strong;
    case GUMBO_TAG_B:
      return Element::b;
    case GUMBO_TAG_I:
      return Element::i;
    case GUMBO_TAG_S:
    case GUMBO_TAG_STRIKE:
      return Element::s;
    case GUMBO_TAG_DEL:
      return Element::del;
    case GUMBO_TAG_INS:
      return Element::ins;
    case GUMBO_TAG_SUB:
      return Element::sub;
    case GUMBO_TAG_SUP:
      return Element::sup;
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_TT:
      return Element::code;
    case GUMBO_TAG_KBD:
      return Element::kbd;
    case GUMBO_TAG_SPAN:
      return Element::span;
    case GUMBO_TAG_PRE:
      return Element::pre;
    case GUMBO_TAG_BLOCKQUOTE:
      return Element::blockquote;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR:
      return Element::ul;
    case GUMBO_TAG_LI:
      return Element::li;
    case GUMBO_TAG_DL:
      return Element::dl;
    case GUMBO_TAG_DT:
      return Element::dt;
    case GUMBO_TAG_DD:
      return Element::dd;
    case GUMBO_TAG_CAPTION:
      return Element::caption;
    case GUMBO_TAG_THEAD:
      return Element::thead;
    case GUMBO_TAG_TBODY:
      return Element::tbody;
    case GUMBO_TAG_TFOOT:
      return Element::tfoot;
    case GUMBO_TAG_TR:
      return Element::tr;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_FORM:
      return Element::div;
    default:
      return std::nullopt;
  }
}

// Elements whose words are no words for readers: they run, embed, ask, hide, or change how all that follows is read.
bool is_silent(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_MARQUEE:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_OPTGROUP:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_OUTPUT:
    case GUMBO_TAG_PROGRESS:
    case GUMBO_TAG_METER:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_FRAME:
    case GUMBO_TAG_FRAMESET:
    case GUMBO_TAG_PLAINTEXT:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_RP:
      return true;
    default:
      return false;
  }
}

class Renderer {
 public:
  Renderer(const GumboNode& root, std::size_t source_size, const HtmlOptions& options)
      : root_(root),
        options_(options),
        heading_shift_(options.first_heading - top_heading(root)),
        writer_(options.limits.most_output, kMostOpenElements, 2 * source_size),
        nested_(writer_) {}

  CleanText render() {
    if (options_.is_pseudo) writer_.speak_pseudo();
    begin(root_, nested_.depth());
    while (!path_.empty() && !writer_.is_full()) {
      Step& step = path_.back();
      if (step.next == step.children.size()) {
        nested_.close_to(step.depth);
        path_.pop_back();
      } else {
        visit(*step.children[step.next++]);
      }
    }
    if (writer_.is_full()) {
      faults_.insert(faults_.begin(),
                     {"html-output", 1, 1, "the text is too large or too deeply nested once it is cleaned"});
      return {CleanHtml(), std::move(faults_), true};
    }
    return {writer_.take(), std::move(faults_), false};
  }

 private:
  // A node whose children are being written; what they leave open above `depth` ends with it.
  struct Step {
    std::vector<const GumboNode*> children;
    std::size_t next = 0;
    std::size_t depth = 0;
  };

  void begin(const GumboNode& node, std::size_t depth) { path_.push_back({children_of(node), 0, depth}); }

  void visit(const GumboNode& node) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
        return nested_.text(node.v.text.text);
      case GUMBO_NODE_ELEMENT:
        break;
      case GUMBO_NODE_TEMPLATE:
        return left_out(node);
      default:
        return;  // comments and the like
    }
    if (!is_element(node) || is_silent(node.v.element.tag)) return left_out(node);
    const std::size_t depth = nested_.depth();
    open(node);
    begin(node, depth);
  }

  void open(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    if (const auto element = plain_element(tag)) {
      nested_.open(*element);
    } else if (const int level = heading_level(tag)) {
      const int shifted = std::clamp(level + heading_shift_, options_.first_heading, kLastHeading);
      nested_.open(static_cast<Element>(static_cast<int>(Element::h1) + shifted - 1));
    } else if (tag == GUMBO_TAG_BR) {
      nested_.line_break();
    } else if (tag == GUMBO_TAG_HR) {
      nested_.rule();
    } else if (tag == GUMBO_TAG_OL) {
      nested_.open_ordered_list(number(node, "start", 0, 1'000'000'000).value_or(1));
    } else if (tag == GUMBO_TAG_TABLE) {
      nested_.open_table();
    } else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
      nested_.open_cell(
          tag == GUMBO_TAG_TH, alignment(node),
          {number(node, "colspan", 1, kMostSpan).value_or(1), number(node, "rowspan", 1, kMostSpan).value_or(1)});
    } else if (tag == GUMBO_TAG_A) {
      open_link(node);
    } else if (tag == GUMBO_TAG_IMG) {
      write_image(node);
    }
  }

  void open_link(const GumboNode& node) {
    const auto url = attribute(node, "href");
    if (!url) return;
    if (url->size() <= options_.limits.most_link_target) {
      auto target = LinkTarget::outside(*url);
      if (!target) target = options_.own_files.link(*url);
      if (target) {
        nested_.open_link(*target, attribute(node, "title").value_or(std::string_view()));
        return;
      }
    }
    report("html-link", node, "a link leads neither to the web nor to a published file; its text stays");
  }

  void write_image(const GumboNode& node) {
    const auto url = attribute(node, "src");
    const std::string_view alt = attribute(node, "alt").value_or(std::string_view());
    if (url && url->size() <= options_.limits.most_link_target)
      if (const auto picture = options_.own_files.shown(*url)) return nested_.image(*picture, alt);
    report("html-image", node, "a picture is no published file of the listing; its description stays");
    nested_.text(alt);
  }

  static std::optional<std::string_view> attribute(const GumboNode& node, const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found ? std::optional<std::string_view>(found->value) : std::nullopt;
  }

  static std::optional<int> number(const GumboNode& node, const char* name, int least, int most) {
    const auto text = attribute(node, name);
    int value = 0;
    if (!text || std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc()) return {};
    return std::clamp(value, least, most);
  }

  static Alignment alignment(const GumboNode& node) {
    const std::string value = lower_ascii(attribute(node, "align").value_or(std::string_view()));
    if (value == "left") return Alignment::left;
    if (value == "center") return Alignment::center;
    return value == "right" ? Alignment::right : Alignment::none;
  }

  void left_out(const GumboNode& node) {
    report("html-element", node, "an element that runs, embeds, asks or hides something is left out");
  }

  void report(const char* rule, const GumboNode& node, std::string message) {
    if (faults_.size() < kMostFaults)
      faults_.push_back({rule, std::max(node.v.element.start_pos.line, 1u), 1, std::move(message)});
  }

  const GumboNode& root_;
  const HtmlOptions& options_;
  int heading_shift_;
  HtmlWriter writer_;
  NestedWriter nested_;
  std::vector<Step> path_;
  std::vector<TextFault> faults_;
};

}  // namespace

CleanText clean_html(std::string_view source, const HtmlOptions& options) {
  if (auto fault = fault_of_html(source, options.limits)) return {CleanHtml(), {std::move(*fault)}, true};
  const Document document = parse(source);
  return Renderer(*document->root, source.size(), options).render();
}

}  // namespace onshelf
