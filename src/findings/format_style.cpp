#include "findings/format_style.h"

namespace onshelf {

const char* severity_name(const Finding& finding) {
  if (finding.severity == FindingSeverity::error) return "error";
  return finding.about.advisory ? "advisory" : "warning";
}

std::vector<Finding> shown_findings(const Findings& findings, std::size_t most) {
  std::vector<Finding> shown = findings.sorted();
  if (shown.size() > most) shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(most), shown.end());
  return shown;
}

}  // namespace onshelf
