#include "render/template_source.h"

#include <algorithm>

#include "findings/did_you_mean.h"
#include "render/markers.h"

namespace onshelf {
namespace {

constexpr std::size_t kDeepestPart = 8;

// A message as it may stand in text and in a quoted attribute, and never as a marker.
std::string escape_message(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '{':
        out += "&#123;";
        break;
      case '}':
        out += "&#125;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

class Assembler {
 public:
  Assembler(const Site& site, const Words& words, LocaleIndex locale, std::vector<Finding>& faults)
      : site_(site), words_(words), locale_(locale), faults_(faults) {}

  void add_file(std::string_view name) {
    file_ = std::string(name) + ".html";
    const auto found = site_.templates.find(file_);
    if (found == site_.templates.end()) return add(ByteRange{}, "no such template", "");
    text_ = found->second;
    at_ = 0;
    std::vector<Open> open;
    for (;;) {
      const auto begin = text_.find("{{", at_);
      if (begin == std::string_view::npos) break;
      const auto end = text_.find("}}", begin);
      out_ += text_.substr(at_, begin - at_);
      at_ = begin;
      if (end == std::string_view::npos) {
        report("a marker is not closed");
        at_ = text_.size();
        break;
      }
      const std::string_view marker = text_.substr(begin + 2, end - begin - 2);
      add_marker(marker, open);
      at_ = end + 2;
    }
    if (at_ < text_.size()) out_ += text_.substr(at_);
    if (open.empty()) return;
    at_ = open.back().at;
    report("section {{#" + open.back().name + "}} is not closed", "end it with {{/" + open.back().name + "}}");
  }

  std::string take() { return std::move(out_); }

 private:
  // A section that is not closed yet, and where it begins.
  struct Open {
    std::string name;
    std::size_t at;
  };

  void add_marker(std::string_view marker, std::vector<Open>& open) {
    if (marker.empty()) return report("empty marker");
    const std::string_view rest = marker.substr(1);
    switch (marker.front()) {
      case '!':
        return;
      case '>':
        return add_part(rest);
      case '#':
        open.push_back({std::string(rest), at_});
        if (is_separator(rest)) break;
        if (!is_kind(rest, MarkerKind::section)) return;
        break;
      case '/':
        if (open.empty() || open.back().name != rest)
          return report("{{/" + std::string(rest) + "}} closes nothing",
                        open.empty() ? "" : "{{#" + open.back().name + "}} is open");
        open.pop_back();
        if (!is_separator(rest) && !find_marker(rest)) return;
        break;
      default:
        if (marker.starts_with("T_")) return add_message(marker);
        if (!judge_value(marker)) return;
    }
    out_.append("{{").append(marker).append("}}");
  }

  // {{#LANGUAGE_separator}} is shown between the entries of {{#LANGUAGE}}.
  static bool is_separator(std::string_view name) {
    static constexpr std::string_view kEnding = "_separator";
    return name.ends_with(kEnding) && find_marker(name.substr(0, name.size() - kEnding.size()));
  }

  void add_part(std::string_view name) {
    if (depth_ == kDeepestPart) return report("parts within parts go deeper than " + std::to_string(kDeepestPart));
    const auto file = file_;
    const auto text = text_;
    const auto at = at_;
    ++depth_;
    const std::string part = to_lower(name);
    if (site_.templates.contains(part + ".html"))
      add_file(part);
    else
      report("no template " + part + ".html for {{>" + std::string(name) + "}}");
    --depth_;
    file_ = file;
    text_ = text;
    at_ = at;
  }

  void add_message(std::string_view marker) {
    const std::string key = "page." + to_lower(marker.substr(2));
    if (!words_.has_message(locale_, key)) report("no message \"" + key + "\" for {{" + std::string(marker) + "}}");
    out_ += escape_message(words_.message(locale_, key));
  }

  bool judge_value(std::string_view marker) {
    const auto colon = marker.find(':');
    const std::string_view name = marker.substr(0, colon);
    const std::string_view modifier = colon == std::string_view::npos ? std::string_view() : marker.substr(colon + 1);
    const Marker* known = find_marker(name);
    if (!known || known->kind == MarkerKind::section) return is_kind(name, MarkerKind::text);
    const std::string_view wanted = modifier_of(known->kind);
    if (modifier == wanted) return true;
    const std::string bare = "{{" + std::string(name);
    report(
        bare + (wanted.empty() ? "}} is escaped by its place and takes no modifier" : "}} is written with a modifier"),
        "write " + bare + (wanted.empty() ? "}}" : ":" + std::string(wanted) + "}}"));
    return false;
  }

  bool is_kind(std::string_view name, MarkerKind kind) {
    const Marker* known = find_marker(name);
    const bool wants_section = kind == MarkerKind::section;
    if (known && (known->kind == MarkerKind::section) == wants_section) return true;
    const std::string sign = wants_section ? "#" : "";
    std::vector<std::string> names;
    for (std::size_t i = 0; i < marker_count(); ++i)
      if ((marker_at(i).kind == MarkerKind::section) == wants_section) names.emplace_back(marker_at(i).name);
    const std::string near = nearest(name, names);
    report("unknown " + std::string(wants_section ? "section" : "marker") + " {{" + sign + std::string(name) + "}}",
           near.empty() ? "" : "did you mean {{" + sign + near + "}}?");
    return false;
  }

  // At the marker that is being read.
  void report(std::string message, std::string hint = {}) {
    const std::size_t line_end = std::min(text_.find('\n', at_), text_.size());
    const std::size_t close = text_.find("}}", at_);
    add({at_, close < line_end ? close + 2 : line_end}, std::move(message), std::move(hint));
  }

  void add(ByteRange marked, std::string message, std::string hint) {
    faults_.push_back(template_fault(site_, file_, marked, std::move(message), std::move(hint)));
  }

  const Site& site_;
  const Words& words_;
  LocaleIndex locale_;
  std::vector<Finding>& faults_;
  std::string out_, file_;
  std::string_view text_;  // into site_.templates
  std::size_t at_ = 0, depth_ = 0;
};

}  // namespace

Finding template_fault(const Site& site, const std::string& file, ByteRange marked, std::string message,
                       std::string hint) {
  const auto text = site.templates.find(file);
  const SourceText source(site.template_path(file), text == site.templates.end() ? std::string_view() : text->second);
  return {FindingSeverity::error,
          "template",
          marked.end > marked.begin ? source.place(marked) : source.whole_file(),
          {},
          std::move(message),
          std::move(hint)};
}

std::string assemble_template(const Site& site, const Words& words, std::string_view page, LocaleIndex locale,
                              std::vector<Finding>& faults) {
  Assembler assembler(site, words, locale, faults);
  assembler.add_file(page);
  return assembler.take();
}

}  // namespace onshelf
