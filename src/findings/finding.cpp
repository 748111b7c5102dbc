#include "findings/finding.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace onshelf {
namespace {

// Place first, as a reader works through a file. The rest only makes the order total, so that two runs print the same.
auto sort_key(const Finding& finding) {
  const Place& where = finding.where;
  return std::tie(where.file, where.line, where.column, finding.rule, finding.message, finding.listing, finding.hint,
                  finding.severity, where.width, where.caret, where.excerpt);
}

}  // namespace

void Findings::add_all(std::vector<Finding> more) {
  all_.insert(all_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<Finding> Findings::sorted() const {
  std::vector<Finding> result = all_;
  std::sort(result.begin(), result.end(),
            [](const Finding& left, const Finding& right) { return sort_key(left) < sort_key(right); });
  return result;
}

std::size_t Findings::count(FindingSeverity severity) const {
  return static_cast<std::size_t>(std::count_if(
      all_.begin(), all_.end(), [severity](const Finding& finding) { return finding.severity == severity; }));
}

}  // namespace onshelf
