// Findings only: nothing is written.
#include <fmt/format.h>

#include "commands/against.h"
#include "commands/clock.h"
#include "commands/coverage.h"
#include "commands/judge.h"
#include "commands/options.h"
#include "commands/read_history.h"
#include "commands/reporter.h"
#include "commands/site_session.h"

namespace onshelf {
namespace {

struct Checked {
  JudgeCounts counts;
  std::string coverage;  // lines; empty: nobody asked
};

// Nothing when the site's settings or the approved state are no good.
std::optional<Checked> check_site(const std::string& folder, const CheckOptions& options, const std::string& today,
                                  const Reporter& reporter, Findings& findings) {
  const auto session = open_site(folder, {}, findings);
  if (!session) return std::nullopt;
  const JudgeOptions how{today, job_count(options.jobs), options.drafts, options.render};
  const auto history = read_history(history_file(folder, {}), findings);
  if (!history) return std::nullopt;
  Checked checked{judge_site(session->site, *session->disk, *history, how, findings), {}};
  if (!options.against.empty() && !check_against(*session, options.against, findings)) return std::nullopt;
  if (options.coverage) {
    checked.coverage = describe_coverage(session->site, checked.counts.coverage, reporter);
    report_coverage(session->site, checked.counts.coverage, findings);
  }
  return checked;
}

std::string summary(const std::string& folder, const JudgeCounts& counts, bool drafts, const Reporter& reporter) {
  const auto counted = [&](std::size_t count, const char* one, const char* many) {
    return reporter.said({count == 1 ? one : many, {{"count", std::to_string(count)}}});
  };
  std::string text = folder + ": " + counted(counts.records, "{count} record checked", "{count} records checked") +
                     ", " + counted(counts.refused, "{count} would be left out", "{count} would be left out") + ", " +
                     counted(counts.withheld, "{count} is withheld by its status, flags or dates",
                             "{count} are withheld by their status, flags or dates");
  if (drafts)
    text += ", " + counted(counts.pending, "{count} pending edit", "{count} pending edits");
  else if (counts.withheld > 0)
    text += " (" + reporter.said("judge them with --drafts") + ")";
  return text + '\n';
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
    const auto checked = check_site(folder, options, now->substr(0, 10), reporter, findings);
    if (!checked)
      code = ExitCode::bad_usage;
    else if (findings.has_errors() && code == ExitCode::done)
      code = ExitCode::findings;
    if (reporter.is_text())
      reporter.print(findings);
    else
      all.add_all(seen_from_here(findings, folder).all());
    if (checked)
      fmt::print(reporter.summary_stream(), "{}{}", summary(folder, checked->counts, options.drafts, reporter),
                 checked->coverage);
  }
  if (!reporter.is_text()) reporter.print(all);
  return code;
}

}  // namespace onshelf
