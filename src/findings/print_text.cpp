#include "findings/print_text.h"

#include <algorithm>

#include "findings/format_style.h"
#include "text/display.h"

namespace onshelf {
namespace {

constexpr const char* kBold = "\x1b[1m";
constexpr const char* kRed = "\x1b[1;31m";
constexpr const char* kYellow = "\x1b[1;33m";
constexpr const char* kDim = "\x1b[2m";
constexpr const char* kGreen = "\x1b[32m";
constexpr const char* kReset = "\x1b[0m";

// Every text that comes from a file or a record goes through printable(); only this program's own colours steer the
// terminal.
class Printer {
 public:
  explicit Printer(const TextStyle& style) : colour_(style.colour), translations_(&style.translations) {}

  void print(const Finding& finding) {
    const bool is_error = finding.severity == FindingSeverity::error;
    const std::string place = place_of(finding);
    if (!place.empty()) coloured(kBold, place + ": ");
    coloured(is_error ? kRed : kYellow, said(severity_name(finding)) + ": ");
    out_ += printable(finding.message.in(*translations_));
    if (!finding.rule.empty()) coloured(kDim, " [" + printable(finding.rule) + "]");
    out_ += '\n';
    print_excerpt(finding.where);
    // Where the rule is all the advice there is, it is said once.
    if (!finding.hint.empty() && finding.hint.english() != finding.about.says)
      out_ += "  " + said("hint") + ": " + printable(finding.hint.in(*translations_)) + "\n";
    if (!finding.about.says.empty()) print_rule(finding.about);
  }

  void print_rest(std::size_t count) {
    if (count > 0) out_ += said({"and {count} more", {{"count", std::to_string(count)}}}) + "\n";
  }

  std::string take() { return std::move(out_); }

 private:
  std::string said(const Sentence& sentence) const { return sentence.in(*translations_); }

  void print_rule(const RuleFacts& about) {
    std::string line = "  " + said("rule") + ": " + printable(said(about.says));
    if (!about.source.empty()) line += " (" + printable(about.source) + ")";
    coloured(kDim, line);
    out_ += '\n';
  }

  static std::string place_of(const Finding& finding) {
    const Place& where = finding.where;
    if (where.file.empty()) return printable(finding.listing);
    std::string place = printable(where.file);
    if (where.line > 0) place += ":" + std::to_string(where.line);
    if (where.line > 0 && where.column > 0) place += ":" + std::to_string(where.column);
    return place;
  }

  void print_excerpt(const Place& where) {
    if (where.excerpt.empty()) return;
    const std::string number = std::to_string(where.line);
    coloured(kDim, "  " + number + " | ");
    out_ += printable(where.excerpt) + "\n";
    if (where.caret == 0) return;
    coloured(kDim, "  " + std::string(number.size(), ' ') + " | ");
    out_.append(where.caret - 1, ' ');
    std::string mark(std::max<std::uint32_t>(where.width, 1), '~');
    mark[0] = '^';
    coloured(kGreen, mark);
    out_ += '\n';
  }

  void coloured(const char* colour, const std::string& text) {
    if (colour_) out_ += colour;
    out_ += text;
    if (colour_) out_ += kReset;
  }

  bool colour_;
  const Translations* translations_;
  std::string out_;
};

}  // namespace

std::string count_line(const Findings& findings, const Translations& translations) {
  const auto counted = [&](FindingSeverity severity, const char* one, const char* many) {
    const std::size_t count = findings.count(severity);
    return Sentence(count == 1 ? one : many, {{"count", std::to_string(count)}}).in(translations);
  };
  return counted(FindingSeverity::error, "{count} error", "{count} errors") + ", " +
         counted(FindingSeverity::warning, "{count} warning", "{count} warnings") + "\n";
}

std::string text_of(const Findings& findings, const TextStyle& style) {
  const std::vector<Finding> shown = shown_findings(findings, style.most);
  Printer printer(style);
  for (const Finding& finding : shown) printer.print(finding);
  printer.print_rest(findings.all().size() - shown.size());
  return printer.take();
}

}  // namespace onshelf
