#include "findings/format_style.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace onshelf {

const char* severity_name(const Finding& finding) {
  if (finding.severity == FindingSeverity::error) return "error";
  return finding.about.advisory ? "advisory" : "warning";
}

std::vector<Finding> shown_findings(const Findings& findings, std::size_t most) {
  std::vector<Finding> all = findings.sorted();
  if (all.size() <= most) return all;
  struct Turn {
    int gravity;        // 0: error
    std::size_t round;  // the listing's first finding of that gravity, its second, ...
    std::size_t index;  // into `all`
  };
  std::vector<Turn> turns;
  std::map<std::pair<int, std::string_view>, std::size_t> rounds;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Finding& finding = all[i];
    const int gravity = finding.severity == FindingSeverity::error ? 0 : finding.about.advisory ? 2 : 1;
    const std::string_view whose = finding.listing.empty() ? finding.where.file : finding.listing;
    turns.push_back({gravity, rounds[{gravity, whose}]++, i});
  }
  std::sort(turns.begin(), turns.end(), [](const Turn& left, const Turn& right) {
    return std::tie(left.gravity, left.round, left.index) < std::tie(right.gravity, right.round, right.index);
  });
  turns.resize(most);
  std::sort(turns.begin(), turns.end(), [](const Turn& left, const Turn& right) { return left.index < right.index; });
  std::vector<Finding> shown;
  for (const Turn& turn : turns) shown.push_back(std::move(all[turn.index]));
  return shown;
}

}  // namespace onshelf
