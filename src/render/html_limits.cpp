#include "render/html_limits.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "text/ascii.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&names)[N]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view kVoid[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                      "input", "link", "meta", "param", "source", "track", "wbr"};
constexpr std::string_view kFormatting[] = {"a",    "b", "big",   "code",   "em",     "font", "i",
                                            "nobr", "s", "small", "strike", "strong", "tt",   "u"};

// Counts tags without building anything. An end tag closes the nearest open element of its name, if there is one: what a
// parser closes by itself besides makes a tree shallower, never deeper.
class Scan {
 public:
  Scan(std::string_view source, const HtmlLimits& limits) : source_(source), limits_(limits) {}

  std::optional<TextFault> run() {
    for (std::size_t at = 0; !fault_ && (at = source_.find('<', at)) != std::string_view::npos;) {
      const char next = at + 1 < source_.size() ? source_[at + 1] : ' ';
      if (is_letter(next)) {
        at = read_tag(at + 1, false);
      } else if (next == '/' && at + 2 < source_.size() && is_letter(source_[at + 2])) {
        at = read_tag(at + 2, true);
      } else if (source_.substr(at, 4) == "<!--") {
        const auto end = source_.find("-->", at + 2);
        at = end == std::string_view::npos ? source_.size() : end + 3;
      } else {
        ++at;
      }
    }
    return fault_;
  }

 private:
  void refuse(const char* rule, std::size_t at, std::string message) {
    const auto head = source_.substr(0, at);
    if (!fault_)
      fault_ = TextFault{rule, static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n')) + 1, 1,
                         std::move(message)};
  }

  std::size_t read_tag(std::size_t at, bool is_end) {
    std::size_t end = at;
    while (end < source_.size() && !is_blank(source_[end]) && source_[end] != '>' && source_[end] != '/') ++end;
    // Longer names belong to nobody; what they begin is an element all the same.
    const std::string name = lower_ascii(source_.substr(at, std::min<std::size_t>(end - at, 32)));
    if (++tags_ > limits_.most_tags)
      refuse("html-tags", at, "the text has more than " + std::to_string(limits_.most_tags) + " tags");
    const std::size_t after = past_attributes(end);
    if (is_end) {
      close(name);
    } else if (!is_one_of(name, kVoid)) {
      open(name, at);
    }
    return after;
  }

  void open(const std::string& name, std::size_t at) {
    ++open_[name];
    formatting_ += is_one_of(name, kFormatting);
    if (++depth_ > limits_.most_depth)
      refuse("html-depth", at, "elements are nested deeper than " + std::to_string(limits_.most_depth));
    if (formatting_ > limits_.most_formatting)
      refuse(
          "html-depth", at,
          "more than " + std::to_string(limits_.most_formatting) + " elements for bold, links and the like are open");
  }

  // Only the number of open elements of each name is kept: closing one that has others inside leaves those to be closed
  // by their own end tags, which counts too many as open, not too few.
  void close(const std::string& name) {
    const auto found = open_.find(name);
    if (found == open_.end() || found->second == 0) return;
    --found->second;
    --depth_;
    formatting_ -= is_one_of(name, kFormatting);
  }

  std::size_t past_attributes(std::size_t at) {
    std::size_t attributes = 0;
    while (at < source_.size() && source_[at] != '>') {
      if (is_blank(source_[at]) || source_[at] == '/') {
        ++at;
        continue;
      }
      if (++attributes == limits_.most_attributes + 1)
        refuse("html-attributes", at,
               "an element has more than " + std::to_string(limits_.most_attributes) + " attributes");
      at = past_attribute(at);
    }
    return std::min(at + 1, source_.size());
  }

  // name, name=value, name="value"; blanks may stand around the equals sign.
  std::size_t past_attribute(std::size_t at) const {
    const auto ends_name = [](char c) { return is_blank(c) || c == '>' || c == '/' || c == '='; };
    ++at;  // whatever it is: an equals sign at the beginning is part of the name
    while (at < source_.size() && !ends_name(source_[at])) ++at;
    std::size_t equals = at;
    while (equals < source_.size() && is_blank(source_[equals])) ++equals;
    if (equals >= source_.size() || source_[equals] != '=') return at;
    at = equals + 1;
    while (at < source_.size() && is_blank(source_[at])) ++at;
    if (at >= source_.size()) return at;
    const char quote = source_[at];
    if (quote == '"' || quote == '\'') {
      const auto end = source_.find(quote, at + 1);
      return end == std::string_view::npos ? source_.size() : end + 1;
    }
    while (at < source_.size() && !is_blank(source_[at]) && source_[at] != '>') ++at;
    return at;
  }

  std::string_view source_;
  const HtmlLimits& limits_;
  std::optional<TextFault> fault_;
  std::map<std::string, std::size_t> open_;
  std::size_t tags_ = 0, depth_ = 0, formatting_ = 0;
};

}  // namespace

std::optional<TextFault> fault_of_html(std::string_view source, const HtmlLimits& limits) {
  if (source.size() > limits.most_bytes)
    return TextFault{"html-too-large", 1, 1, "the text is larger than " + std::to_string(limits.most_bytes) + " bytes"};
  if (const auto at = find_invalid_utf8(source)) {
    const std::string_view head = source.substr(0, *at);
    return TextFault{"html-encoding", static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n')) + 1, 1,
                     "the text is not valid UTF-8"};
  }
  return Scan(source, limits).run();
}

}  // namespace onshelf
