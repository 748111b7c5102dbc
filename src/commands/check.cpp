// Findings only: nothing is written.
#include <fmt/format.h>

#include "commands/against.h"
#include "commands/catalog.h"
#include "commands/clock.h"
#include "commands/options.h"
#include "commands/reporter.h"
#include "commands/site_session.h"

namespace onshelf {
namespace {

// Nothing when the site's settings or the approved state are no good.
std::optional<Catalog> check_site(const std::string& folder, const CheckOptions& options, const std::string& today,
                                  Findings& findings) {
  const auto session = open_site(folder, {}, findings);
  if (!session) return std::nullopt;
  const Words words(session->site);
  CatalogOptions catalog_options;
  catalog_options.today = today;
  catalog_options.jobs = job_count(options.jobs);
  Catalog catalog = read_catalog(session->site, words, *session->disk, catalog_options, findings);
  if (!options.against.empty() && !check_against(*session, options.against, findings)) return std::nullopt;
  return catalog;
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
    const auto catalog = check_site(folder, options, now->substr(0, 10), findings);
    if (!catalog)
      code = ExitCode::bad_usage;
    else if (findings.has_errors() && code == ExitCode::done)
      code = ExitCode::findings;
    if (reporter.is_text())
      reporter.print(findings);
    else
      all.add_all(seen_from_here(findings, folder).all());
    if (catalog)
      fmt::print(reporter.summary_stream(),
                 "{}: {} records checked, {} would be left out, {} are withheld by their status, flags or dates\n",
                 folder, catalog->records, catalog->refused, catalog->withheld);
  }
  if (!reporter.is_text()) reporter.print(all);
  return code;
}

}  // namespace onshelf
