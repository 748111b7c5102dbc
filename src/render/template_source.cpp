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
  Assembler(const Site& site, const Words& words, LocaleIndex locale, std::vector<std::string>& faults)
      : site_(site), words_(words), locale_(locale), faults_(faults) {}

  void add_file(std::string_view name) {
    file_ = std::string(name) + ".html";
    const auto found = site_.templates.find(file_);
    if (found == site_.templates.end()) return report("no such template");
    text_ = found->second;
    at_ = 0;
    std::vector<std::string> open;
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
    if (!open.empty()) report("section {{#" + open.back() + "}} is not closed");
  }

  std::string take() { return std::move(out_); }

 private:
  void add_marker(std::string_view marker, std::vector<std::string>& open) {
    if (marker.empty()) return report("empty marker");
    const std::string_view rest = marker.substr(1);
    switch (marker.front()) {
      case '!':
        return;
      case '>':
        return add_part(rest);
      case '#':
        open.emplace_back(rest);
        if (is_separator(rest)) break;
        if (!is_kind(rest, MarkerKind::section)) return;
        break;
      case '/':
        if (open.empty() || open.back() != rest) return report("{{/" + std::string(rest) + "}} closes nothing");
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
    report(wanted.empty() ? "{{" + std::string(name) + "}} is escaped by its place and takes no modifier"
                          : "write {{" + std::string(name) + ":" + std::string(wanted) + "}}");
    return false;
  }

  bool is_kind(std::string_view name, MarkerKind kind) {
    const Marker* known = find_marker(name);
    const bool wants_section = kind == MarkerKind::section;
    if (known && (known->kind == MarkerKind::section) == wants_section) return true;
    std::string fault =
        "unknown " + std::string(wants_section ? "section {{#" : "marker {{") + std::string(name) + "}}";
    std::vector<std::string> names;
    for (std::size_t i = 0; i < marker_count(); ++i)
      if ((marker_at(i).kind == MarkerKind::section) == wants_section) names.emplace_back(marker_at(i).name);
    if (const std::string near = nearest(name, names); !near.empty())
      fault += "; did you mean {{" + std::string(wants_section ? "#" : "") + near + "}}?";
    report(fault);
    return false;
  }

  void report(const std::string& fault) {
    const auto line =
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size())), '\n') + 1;
    faults_.push_back(site_.template_path(file_) + ":" + std::to_string(line) + ": " + fault);
  }

  const Site& site_;
  const Words& words_;
  LocaleIndex locale_;
  std::vector<std::string>& faults_;
  std::string out_, file_;
  std::string_view text_;  // into site_.templates
  std::size_t at_ = 0, depth_ = 0;
};

}  // namespace

std::string assemble_template(const Site& site, const Words& words, std::string_view page, LocaleIndex locale,
                              std::vector<std::string>& faults) {
  Assembler assembler(site, words, locale, faults);
  assembler.add_file(page);
  return assembler.take();
}

}  // namespace onshelf
