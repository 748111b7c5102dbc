// A built site, read as a stranger would.
#include "audit/audit.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "audit/markers.h"
#include "commands/options.h"
#include "commands/reporter.h"
#include "commands/site_session.h"

namespace onshelf {
namespace {

// Lines that are not empty, each a marker. False: the file cannot be read.
bool add_markers(const std::string& file, std::vector<std::string>& markers) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return false;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) markers.push_back(line);
  }
  return !in.bad();
}

ExitCode refuse(const std::string& why) {
  fmt::print(stderr, "onshelf audit: {}\n", why);
  return ExitCode::bad_usage;
}

}  // namespace

ExitCode run_audit(const AuditOptions& options) {
  std::error_code error;
  if (!std::filesystem::is_directory(options.out, error)) return refuse("there is no folder " + options.out);
  AuditRequest request{options.out, options.base_url, options.markers, job_count(options.jobs)};
  for (const std::string& file : options.marker_files)
    if (!add_markers(file, request.markers)) return refuse(file + " cannot be read");
  for (std::size_t i = 0; i < request.markers.size(); ++i)
    if (request.markers[i].size() < audit::kShortestMarker)
      return refuse(fmt::format("marker {} is too short; {} bytes are the least", i + 1, audit::kShortestMarker));

  Reporter reporter(options.report);
  Findings findings;
  if (!reporter.load_language(".", findings)) {
    reporter.print(findings);
    return ExitCode::bad_usage;
  }
  const auto count = audit_site(request, findings);
  if (!count)
    return refuse(options.base_url.empty()
                      ? "neither robots.txt nor a page says where the site will be; say it with --base-url"
                      : "--base-url is no web address of a folder, such as https://shop.example/");
  reporter.print(findings);
  fmt::print(reporter.summary_stream(), "{}: {} files read, {} of them pages, as {}\n", options.out, count->files,
             count->pages, count->base_url);
  return findings.has_errors() ? ExitCode::findings : ExitCode::done;
}

}  // namespace onshelf
