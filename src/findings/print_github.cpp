#include "findings/print_github.h"

#include "text/display.h"

namespace onshelf {
namespace {

const char* command_of(const Finding& finding) {
  if (finding.severity == FindingSeverity::error) return "error";
  return finding.about.advisory ? "notice" : "warning";
}

// As the runner reads them back: %25, %0D and %0A everywhere, %3A and %2C in properties.
std::string escaped(std::string_view text, bool is_property) {
  std::string out;
  for (char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else if (is_property && c == ':')
      out += "%3A";
    else if (is_property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

std::string property(const char* name, const std::string& value) {
  return std::string(name) + '=' + escaped(printable(value), true);
}

std::string properties_of(const Finding& finding) {
  std::vector<std::string> all;
  const Place& where = finding.where;
  if (!where.file.empty()) all.push_back(property("file", where.file));
  if (!where.file.empty() && where.line > 0) {
    all.push_back(property("line", std::to_string(where.line)));
    if (where.column > 0) all.push_back(property("col", std::to_string(where.column)));
  }
  if (!finding.rule.empty()) all.push_back(property("title", finding.rule));
  std::string joined;
  for (const std::string& each : all) joined += (joined.empty() ? " " : ",") + each;
  return joined;
}

}  // namespace

std::string github_of(const Findings& findings, const FormatStyle& style) {
  std::string out;
  for (const Finding& finding : shown_findings(findings, style.most)) {
    std::string said = printable(finding.message.in(style.translations));
    if (!finding.hint.empty() && finding.hint.english() != finding.about.says)
      said += "\n" + printable(finding.hint.in(style.translations));
    if (!finding.about.says.empty()) said += "\n" + printable(Sentence(finding.about.says).in(style.translations));
    out += std::string("::") + command_of(finding) + properties_of(finding) + "::" + escaped(said, false) + '\n';
  }
  return out;
}

}  // namespace onshelf
