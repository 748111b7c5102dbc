#include "findings/print_text.h"

#include <algorithm>

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
    coloured(is_error ? kRed : kYellow, is_error ? "error: " : "warning: ");
    out_ += printable(finding.message.in(*translations_));
    if (!finding.rule.empty()) coloured(kDim, " [" + printable(finding.rule) + "]");
    out_ += '\n';
    print_excerpt(finding.where);
    if (!finding.hint.empty()) out_ += "  hint: " + printable(finding.hint.in(*translations_)) + "\n";
  }

  void print_rest(std::size_t count) {
    if (count > 0) out_ += "and " + std::to_string(count) + " more\n";
  }

  std::string take() { return std::move(out_); }

 private:
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

std::string text_of(const Findings& findings, const TextStyle& style) {
  const std::vector<Finding> sorted = findings.sorted();
  const std::size_t shown = std::min(sorted.size(), style.most);
  Printer printer(style);
  for (std::size_t i = 0; i < shown; ++i) printer.print(sorted[i]);
  printer.print_rest(sorted.size() - shown);
  return printer.take();
}

}  // namespace onshelf
