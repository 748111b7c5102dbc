#include "commands/reporter.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "commands/installed.h"
#include "findings/print_github.h"
#include "findings/print_json.h"
#include "findings/print_junit.h"
#include "findings/print_sarif.h"
#include "findings/print_text.h"
#include "load/disk_reader.h"
#include "load/translations.h"

namespace onshelf {
namespace {

constexpr std::size_t kMostInText = 100;
constexpr std::string_view kInputs[] = {"content", "site", "templates", "themes"};

std::string document_of(const Findings& findings, ReportFormat format, const FormatStyle& style) {
  switch (format) {
    case ReportFormat::json:
      return json_of(findings, style);
    case ReportFormat::sarif:
      return sarif_of(findings, style);
    case ReportFormat::github:
      return github_of(findings, style);
    case ReportFormat::junit:
      return junit_of(findings, style);
    case ReportFormat::text:
      break;
  }
  return {};
}

}  // namespace

bool Reporter::load_language(const std::string& folder, Findings& findings) {
  std::error_code error;
  const std::filesystem::path installed = default_files_root();
  // Both are judged by open_site; without them English has to do.
  if (!std::filesystem::is_directory(folder, error) || !std::filesystem::is_directory(installed, error)) return true;
  const auto own = open_disk(folder), defaults = open_disk(installed.string());
  auto translations = load_translations(*own, *defaults, options_.language, findings);
  if (!translations) return false;
  translations_ = std::move(*translations);
  return true;
}

void Reporter::print_list(const Findings& findings) const {
  TextStyle style;
  style.colour = isatty(STDERR_FILENO) && !std::getenv("NO_COLOR");
  style.most = options_.most.value_or(kMostInText);
  style.translations = translations_;
  fmt::print(stderr, "{}", text_of(findings, style));
}

void Reporter::print_count(const Findings& findings) const {
  fmt::print(stderr, "{}", count_line(findings, translations_));
}

void Reporter::print(const Findings& findings) const {
  if (is_text()) {
    if (findings.all().empty()) return;
    print_list(findings);
  } else {
    FormatStyle style;
    style.most = options_.most.value_or(style.most);
    style.translations = translations_;
    style.version = options_.version;
    fmt::print("{}", document_of(findings, options_.format, style));
  }
  print_count(findings);
}

Findings seen_from_here(const Findings& findings, const std::string& folder) {
  const std::filesystem::path root = std::filesystem::path(folder).lexically_normal();
  Findings seen;
  for (Finding finding : findings.all()) {
    std::string& file = finding.where.file;
    const bool is_input = std::any_of(std::begin(kInputs), std::end(kInputs), [&](std::string_view input) {
      return file.starts_with(input) && (file.size() == input.size() || file[input.size()] == '/');
    });
    if (is_input) file = (root / file).lexically_normal().string();
    seen.add(std::move(finding));
  }
  return seen;
}

}  // namespace onshelf
