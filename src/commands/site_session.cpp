#include "commands/site_session.h"

#include <filesystem>
#include <thread>

#include "commands/installed.h"
#include "commands/reporter.h"
#include "load/disk_reader.h"

namespace onshelf {
namespace {

// Faults of messages come as "file: what is wrong".
void add_faults_of_messages(const std::vector<std::string>& faults, Findings& findings) {
  for (const std::string& fault : faults) {
    const auto end = fault.find(": ");
    findings.add({FindingSeverity::error,
                  "message-pattern",
                  Place{"site/" + fault.substr(0, end), 0, 0, {}, 0, 0},
                  {},
                  fault.substr(end + 2),
                  {}});
  }
}

}  // namespace

std::optional<SiteSession> open_site(const std::string& folder, const SiteOverrides& overrides, Findings& findings) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    findings.add({FindingSeverity::error,
                  "site-folder",
                  Place{folder, 0, 0, {}, 0, 0},
                  {},
                  "there is no such folder",
                  "name a folder with site/site.json and content/"});
    return std::nullopt;
  }
  const std::filesystem::path defaults_root = default_files_root();
  if (defaults_root.empty() || !std::filesystem::is_directory(defaults_root, error)) {
    findings.add({FindingSeverity::error,
                  "installation",
                  Place{"onshelf", 0, 0, {}, 0, 0},
                  {},
                  "the files that come with onshelf are not beside it",
                  "install it again, or set ONSHELF_DATA to their folder"});
    return std::nullopt;
  }
  SiteSession session{open_disk(folder), {}, {}, {}};
  const auto defaults = open_disk(defaults_root.string());
  auto site = load_site(*session.disk, *defaults, overrides, findings);
  if (!site) return std::nullopt;
  session.site = std::move(*site);
  add_faults_of_messages(check_messages(session.site), findings);
  session.words = std::make_shared<const Words>(session.site);
  session.templates = compile_templates(session.site, *session.words, findings);
  if (findings.has_errors()) return std::nullopt;
  return session;
}

void print_findings(const Findings& findings) { Reporter(ReportOptions{}).print(findings); }

unsigned job_count(std::optional<unsigned> asked) {
  return asked.value_or(std::max(1u, std::thread::hardware_concurrency()));
}

}  // namespace onshelf
