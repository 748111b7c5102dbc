#include "audit/quote.h"

#include <algorithm>
#include <filesystem>

#include "findings/source_text.h"

namespace onshelf::audit {
namespace {

constexpr std::size_t kLargestQuoted = std::size_t{256} << 20;

// The bytes when a fault has a place in them.
std::string bytes_to_quote(const SiteFolder& folder, const std::string& path, const std::vector<Fault>& faults) {
  const bool is_needed = std::any_of(faults.begin(), faults.end(), [](const Fault& f) { return !f.where.empty(); });
  return is_needed ? folder.read(path, kLargestQuoted).bytes : std::string();
}

void hide_markers(SourceText& source, const std::vector<Fault>& faults) {
  std::size_t markers = 0;
  for (const Fault& fault : faults) {
    if (fault.rule != Rule::marker) continue;
    source.hide({fault.where.begin, fault.where.end});
    ++markers;
  }
  if (markers >= Faults::kMostOfOneRule) source.hide_all();  // there may be more than are known by place
}

}  // namespace

std::vector<Finding> quote_faults(const SiteFolder& folder, const std::string& root, const std::string& path,
                                  const std::vector<Fault>& faults, const Markers& markers) {
  const std::string bytes = bytes_to_quote(folder, path, faults);
  SourceText source((std::filesystem::path(root) / path).lexically_normal().string(), bytes);
  hide_markers(source, faults);
  std::vector<Finding> findings;
  for (const Fault& fault : faults) {
    const RuleText& rule = text_of(fault.rule);
    Finding finding;
    finding.severity = rule.severity;
    finding.rule = rule.name;
    finding.where = fault.where.empty() ? source.whole_file() : source.place({fault.where.begin, fault.where.end});
    std::vector<std::string> values = fault.values;
    if (!markers.empty() && fault.rule != Rule::marker)
      for (std::string& value : values) value = markers.masked(value);
    std::size_t used = 0;
    finding.message = fill(rule.message, values, used);
    finding.hint = fill(rule.hint, values, used);
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace onshelf::audit
