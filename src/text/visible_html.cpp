#include <algorithm>

#include "text/ascii.h"
#include "text/byte_set.h"
#include "text/entities.h"
#include "text/visible_text.h"

namespace onshelf {
namespace {

constexpr ByteSet kMayMean(" \t\r\n\v\f<&");

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

class HtmlScanner {
 public:
  explicit HtmlScanner(std::string_view html) : html_(html) { out_.reserve(html.size()); }

  std::string run() {
    for (std::size_t at = 0; at < html_.size();) {
      const char c = html_[at];
      if (c == '<') {
        at = past_markup(at);
      } else if (c == '&') {
        at = past_entity(at);
      } else if (kMayMean.find_in(html_, at) == at) {
        blank();
        ++at;
      } else {
        const std::size_t end = kMayMean.find_in(html_, at);
        out_.append(html_, at, end - at);
        at = end;
      }
    }
    while (out_.ends_with(' ')) out_.pop_back();
    return std::move(out_);
  }

 private:
  void blank() {
    if (!out_.empty() && out_.back() != ' ') out_ += ' ';
  }

  std::size_t past(std::string_view end, std::size_t at) const {
    const auto found = html_.find(end, at);
    return found == std::string_view::npos ? html_.size() : found + end.size();
  }

  std::size_t past_markup(std::size_t at) {
    const char next = at + 1 < html_.size() ? html_[at + 1] : ' ';
    if (html_.substr(at, 4) == "<!--") return past("-->", at + 4);
    if (next == '!' || next == '?') return past(">", at);
    if (!is_letter(next) && next != '/') {
      out_ += '<';
      return at + 1;
    }
    const std::size_t end = past_tag(at + 1);
    for (const std::string_view silent : {"script", "style"})
      if (lower_ascii(std::string(html_.substr(at + 1, silent.size()))) == silent) return past_silent(silent, end);
    // Cells, paragraphs and lines part words; what stands inside a line seldom does, and counts a blank then.
    blank();
    return end;
  }

  // A ">" in quotes does not end a tag.
  std::size_t past_tag(std::size_t at) const {
    char quote = 0;
    for (; at < html_.size(); ++at) {
      const char c = html_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        return at + 1;
      } else if ((c == '"' || c == '\'') && html_[at - 1] == '=') {
        quote = c;
      }
    }
    return html_.size();
  }

  std::size_t past_silent(std::string_view name, std::size_t at) const {
    for (at = html_.find("</", at); at != std::string_view::npos; at = html_.find("</", at + 2))
      if (lower_ascii(std::string(html_.substr(at + 2, name.size()))) == name) return past(">", at);
    return html_.size();
  }

  std::size_t past_entity(std::size_t at) {
    const Entity entity = entity_at(html_, at);
    if (entity.size == 0) {
      out_ += '&';
      return at + 1;
    }
    out_.append(entity.text);
    return at + entity.size;
  }

  std::string_view html_;
  std::string out_;
};

}  // namespace

std::string visible_text_of_html(std::string_view html) { return HtmlScanner(html).run(); }

}  // namespace onshelf
