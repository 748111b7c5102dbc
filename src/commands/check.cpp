// Findings only: nothing is written.
#include <fmt/format.h>

#include "commands/against.h"
#include "commands/clock.h"
#include "commands/judge.h"
#include "commands/options.h"
#include "commands/reporter.h"
#include "commands/site_session.h"

namespace onshelf {
namespace {

// Nothing when the site's settings or the approved state are no good.
std::optional<JudgeCounts> check_site(const std::string& folder, const CheckOptions& options, const std::string& today,
                                      Findings& findings) {
  const auto session = open_site(folder, {}, findings);
  if (!session) return std::nullopt;
  const JudgeOptions how{today, job_count(options.jobs), options.drafts, options.render};
  const JudgeCounts counts = judge_site(session->site, *session->disk, how, findings);
  if (!options.against.empty() && !check_against(*session, options.against, findings)) return std::nullopt;
  return counts;
}

std::string summary(const std::string& folder, const JudgeCounts& counts, bool drafts) {
  std::string text =
      fmt::format("{}: {} records checked, {} would be left out, {} are withheld by their status, flags or dates",
                  folder, counts.records, counts.refused, counts.withheld);
  if (drafts) return text + fmt::format("; {} pending edit{}\n", counts.pending, counts.pending == 1 ? "" : "s");
  return text + (counts.withheld > 0 ? " (judge them with --drafts)\n" : "\n");
}

}  // namespace

ExitCode run_check(const CheckOptions& options) {
  const auto now = build_time(options.now);
  if (!now) {
    fmt::print(stderr, "onshelf check: --now is no time; write it like 2026-11-20T08:00:00Z\n");
    return ExitCode::bad_usage;
  }
  Reporter reporter(options.report);
  Findings all;  // of every site, for a format that is one document
  if (!reporter.load_language(options.sites.front(), all)) {
    reporter.print(all);
    return ExitCode::bad_usage;
  }
  ExitCode code = ExitCode::done;
  for (const std::string& folder : options.sites) {
    Findings findings;
    const auto counts = check_site(folder, options, now->substr(0, 10), findings);
    if (!counts)
      code = ExitCode::bad_usage;
    else if (findings.has_errors() && code == ExitCode::done)
      code = ExitCode::findings;
    if (reporter.is_text())
      reporter.print(findings);
    else
      all.add_all(seen_from_here(findings, folder).all());
    if (counts) fmt::print(reporter.summary_stream(), "{}", summary(folder, *counts, options.drafts));
  }
  if (!reporter.is_text()) reporter.print(all);
  return code;
}

}  // namespace onshelf
