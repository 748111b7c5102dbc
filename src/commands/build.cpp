// The whole build. Each line's result is the next line's input. Bodies stream; only summaries are held.
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "commands/catalog.h"
#include "commands/clock.h"
#include "commands/options.h"
#include "commands/publish.h"
#include "commands/read_history.h"
#include "commands/reporter.h"
#include "commands/site_session.h"
#include "commands/spool.h"
#include "plan/plan.h"
#include "render/site_files.h"
#include "write/history_file.h"
#include "write/publisher.h"
#include "write/write_file.h"

namespace onshelf {
namespace {

namespace fs = std::filesystem;

// The findings of one build, and how they are told.
class Report {
 public:
  explicit Report(const BuildOptions& options) : site_(options.site), reporter_(options.report) {}

  bool load_language(Findings& findings) { return reporter_.load_language(site_, findings); }
  void print(const Findings& findings) const {
    reporter_.print(reporter_.is_text() ? findings : seen_from_here(findings, site_));
  }
  ExitCode refuse(const Findings& findings) const {
    print(findings);
    return ExitCode::bad_usage;
  }
  std::FILE* summary_stream() const { return reporter_.summary_stream(); }

 private:
  std::string site_;
  Reporter reporter_;
};

ExitCode usage_fault(const std::string& message) {
  fmt::print(stderr, "onshelf build: {}\n", message);
  return ExitCode::bad_usage;
}

// The same as site.schema.json asks of "base_url".
bool is_site_address(std::string_view url) {
  const std::size_t host = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  if (host == 0 || url.size() > 1000) return false;
  const std::string_view rest = url.substr(host);
  const std::string_view name = rest.substr(0, rest.find('/'));
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  return !name.empty() && name.find_first_of("?#@ \t\r\n") == std::string_view::npos &&
         rest.find_first_not_of(std::string(kLetters) + "._~/-", name.size()) == std::string_view::npos;
}

struct Folders {
  fs::path out, state, history;
};

Folders folders_of(const BuildOptions& options) {
  const fs::path site(options.site);
  Folders folders;
  folders.out = options.out.empty() ? (site / "public").lexically_normal() : fs::path(options.out);
  folders.state = site / ".onshelf";
  folders.history = history_file(site, options.history);
  return folders;
}

void print_summary(const Catalog& catalog, const SitePlan& plan, const PublishCounts& counts, const fs::path& out,
                   std::FILE* stream) {
  std::size_t listed = 0;
  for (const Summary& summary : plan.summaries) listed += summary.visibility == Visibility::listed;
  fmt::print(
      stream,
      "{} listings published, {} unlisted, {} withheld, {} left out; {} pages, {} files, {:.1f} MB in {}: {} written, "
      "{} unchanged, {} removed\n",
      listed, plan.summaries.size() - listed, catalog.withheld, catalog.refused, counts.pages, counts.files,
      static_cast<double>(counts.bytes) / 1e6, out.string(), counts.written, counts.unchanged, counts.removed);
}

}  // namespace

ExitCode run_build(const BuildOptions& options) {
  const auto now = build_time(options.now);
  if (!now) return usage_fault("--now is no time; write it like 2026-11-20T08:00:00Z");
  if (!options.base_url.empty() && !is_site_address(options.base_url))
    return usage_fault("--base-url is no address of a site; write it like https://shop.example/catalog/");
  const Folders folders = folders_of(options);
  Findings findings;
  Report report(options);
  if (!report.load_language(findings)) return report.refuse(findings);

  // load: settings, platform files, messages, templates
  auto session = open_site(options.site, SiteOverrides{options.base_url}, findings);
  if (!session) return report.refuse(findings);
  Site& site = session->site;
  if (options.no_icons) site.make_icons = false;

  auto opened = Publisher::open({folders.out.string(), folders.state.string(), options.site});
  if (auto* refusal = std::get_if<Finding>(&opened)) {
    const bool machine_failed = refusal->rule == "output-unwritable";
    findings.add(std::move(*refusal));
    report.print(findings);
    return machine_failed ? ExitCode::machine_failed : ExitCode::bad_usage;
  }
  auto& out = std::get<Publisher>(opened);  // from here on no other build can change the history
  const auto history = read_history(folders.history, findings);
  if (!history) return report.refuse(findings);

  // load, check, gate: one listing at a time, on all cores
  const Words words(site);
  const unsigned jobs = job_count(options.jobs);
  clear_spool(folders.state.string());
  Catalog catalog = read_catalog(site, words, *session->disk,
                                 {now->substr(0, 10), folders.state.string(), jobs, options.explain}, findings);
  const SpoolReader spool(folders.state.string());

  // plan: every page, address and list
  const SitePlan plan =
      plan_site(site, {std::move(catalog.summaries), std::move(catalog.sellers), *now}, *history, findings);
  if (options.strict && findings.has_errors()) {
    report.print(findings);
    fmt::print(stderr, "nothing was published: --strict\n");
    return ExitCode::findings;
  }

  // render, write: pages stream through the publisher
  out.claim(output_paths(site, plan));
  PublishCounts counts = publish_site(site, plan, spool, jobs, out, findings);
  PruneReport pruned = out.commit();
  counts.removed = pruned.removed;
  findings.add_all(std::move(pruned.findings));
  // Outside public/, where no server hands it out.
  write_file(folders.state / "nginx.conf", nginx_conf(site, plan));
  write_file(folders.history, history_bytes(next_history(site, plan, *history)));

  report.print(findings);
  for (const std::string& note : catalog.notes) fmt::print(report.summary_stream(), "{}\n", note);
  if (!options.quiet) print_summary(catalog, plan, counts, folders.out, report.summary_stream());
  return findings.has_errors() ? ExitCode::findings : ExitCode::done;
}

}  // namespace onshelf
