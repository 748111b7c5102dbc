// Files to download, and files for reviewers: kind by the leading bytes, size in bytes. Their contents are not read further.
#include <fmt/format.h>

#include <algorithm>

#include "check/limit_case.h"
#include "check/rule_facts.h"
#include "text/file_kind.h"

namespace onshelf {
namespace {

constexpr std::size_t kHead = 64;  // no kind needs more

void judge_kind(const LimitCase& of, const Limit& limit, const GivenText& given, std::string_view bytes) {
  const std::string extension = extension_of(given.text);
  const std::string allowed = fmt::format("{}", fmt::join(limit.items, ", "));
  if (std::find(limit.items.begin(), limit.items.end(), extension) == limit.items.end()) {
    of.report(limit.severity, of.place(given),
              Sentence("\"{field}\" is a file of a kind that is not taken", {{"field", of.spec.key}}),
              Sentence("these are: {kinds}", {{"kinds", allowed}}), allowed,
              extension.empty() ? "no extension" : extension);
    return;
  }
  const std::string_view wanted = kind_of_extension(extension);
  const std::string_view found = file_kind(bytes);
  if (wanted.empty() || found == wanted) return;
  of.report(limit.severity, of.place(given),
            Sentence("\"{field}\" is named .{extension} and is none by its content",
                     {{"field", of.spec.key}, {"extension", extension}}),
            Sentence("save it again as one of: {kinds}", {{"kinds", allowed}}), allowed,
            found.empty() ? "unknown content" : std::string(found));
}

void judge_size(const LimitCase& of, const Limit& limit, const GivenText& given, std::uint64_t size, bool is_larger) {
  const std::uint64_t most = limit.max.value_or(0), reject = limit.reject_above.value_or(most);
  if (most == 0 || (!is_larger && size <= most)) return;
  const bool refused = is_larger || size > reject;
  const std::string allowed = amount_of(refused ? reject : most, "bytes");
  const std::string measured = is_larger ? "more than " + allowed : amount_of(size, "bytes");
  const Sentence::Values values = {{"field", of.spec.key}, {"measured", measured}, {"limit", allowed}};
  if (refused)
    of.report(limit.severity, of.place(given), Sentence("\"{field}\" has {measured}; the most is {limit}", values),
              "make the file smaller, or leave parts of it out", "at most " + allowed, measured);
  else
    of.report(Severity::warning, of.place(given),
              Sentence("\"{field}\" has {measured}; {limit} are surely allowed", values),
              "the document does not say whether a kilobyte has 1000 or 1024 bytes; a smaller file is safe",
              "at most " + allowed, measured);
}

}  // namespace

void check_attachment(const LimitCase& of, const Limit& limit) {
  const std::uint64_t reject = limit.reject_above.value_or(limit.max.value_or(~std::uint64_t{0}));
  for (const GivenText& given : of.texts) {
    const std::string name(given.text);
    if (!std::binary_search(of.record.files.begin(), of.record.files.end(), name)) continue;  // reported, or no file
    const FileHead file = of.disk.read_head(of.record.folder + '/' + name, kHead, reject);
    if (file.fault == ReadFault::too_large) {
      judge_size(of, limit, given, 0, true);
      continue;
    }
    if (!file.ok()) continue;  // reported where it is read for publishing
    if (!limit.items.empty()) judge_kind(of, limit, given, file.bytes);
    judge_size(of, limit, given, file.size, false);
  }
}

}  // namespace onshelf
