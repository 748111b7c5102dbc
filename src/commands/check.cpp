// Findings only: nothing is written.
#include <fmt/format.h>

#include "commands/catalog.h"
#include "commands/clock.h"
#include "commands/options.h"
#include "commands/site_session.h"

namespace onshelf {

ExitCode run_check(const CheckOptions& options) {
  const auto now = build_time(options.now);
  if (!now) {
    fmt::print(stderr, "onshelf check: --now is no time; write it like 2026-11-20T08:00:00Z\n");
    return ExitCode::bad_usage;
  }
  ExitCode code = ExitCode::done;
  for (const std::string& folder : options.sites) {
    Findings findings;
    const auto session = open_site(folder, {}, findings);
    if (!session) {
      print_findings(findings);
      code = ExitCode::bad_usage;
      continue;
    }
    const Words words(session->site);
    CatalogOptions catalog_options;
    catalog_options.today = now->substr(0, 10);
    catalog_options.jobs = job_count(options.jobs);
    const Catalog catalog = read_catalog(session->site, words, *session->disk, catalog_options, findings);
    print_findings(findings);
    if (findings.has_errors() && code == ExitCode::done) code = ExitCode::findings;
    fmt::print("{}: {} records checked, {} would be left out, {} are withheld by their status, flags or dates\n",
               folder, catalog.records, catalog.refused, catalog.withheld);
  }
  return code;
}

}  // namespace onshelf
