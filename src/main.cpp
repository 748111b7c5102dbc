// Flags in, exit code out.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <system_error>

#include "commands/options.h"
#include "findings/did_you_mean.h"

namespace {

using onshelf::BuildOptions;
using onshelf::CheckOptions;
using onshelf::ExitCode;

CLI::App* add_build(CLI::App& app, BuildOptions& options) {
  CLI::App* build =
      app.add_subcommand("build", "Build the site: list and detail pages in every locale, icons, sitemaps");
  build->add_option("dir", options.site, "Folder of the site")->capture_default_str();
  build->add_option("--out", options.out, "Folder the site is written to; public/ of the site unless given");
  build->add_option("--base-url", options.base_url, "Address the site will have, instead of the one in site/site.json");
  build->add_option("--history", options.history,
                    "Publication history to read and write; .onshelf/history.json unless given");
  build->add_option("--now", options.now, "Time of the build, such as 2026-11-20T08:00:00Z; the clock unless given");
  build->add_option("--jobs", options.jobs, "Worker processes; one for each core unless given")
      ->check(CLI::Range(1, 256));
  build->add_flag("--strict", options.strict, "Publish nothing when any listing has an error");
  build->add_flag("--explain", options.explain, "Say why each listing that is not listed is not");
  build->add_flag("--no-icons", options.no_icons, "Leave pictures out");
  build->add_flag("--quiet", options.quiet, "Print findings only, no summary");
  return build;
}

CLI::App* add_check(CLI::App& app, CheckOptions& options) {
  CLI::App* check = app.add_subcommand("check", "Check every record and print findings; writes nothing");
  check->add_option("dir", options.sites, "Folders of sites; the current one unless given");
  check->add_option("--now", options.now, "Time to judge validity dates by; the clock unless given");
  check->add_option("--jobs", options.jobs, "Worker processes; one for each core unless given")
      ->check(CLI::Range(1, 256));
  return check;
}

// CLI11 only says that a command is missing.
bool is_unknown_command(const CLI::App& app, const char* word) {
  std::vector<std::string> known;
  for (const CLI::App* command : app.get_subcommands(nullptr)) known.push_back(command->get_name());
  if (*word == '-' || std::find(known.begin(), known.end(), word) != known.end()) return false;
  const std::string near = onshelf::nearest(word, known);
  fmt::print(stderr, "onshelf: there is no command \"{}\"{}\nRun with --help for more information.\n", word,
             near.empty() ? "" : "; did you mean \"" + near + "\"?");
  return true;
}

int run(int argc, char** argv) {
  CLI::App app("onshelf turns approved marketplace listing records into a localized static product catalog.",
               "onshelf");
  app.set_version_flag("--version", "onshelf " ONSHELF_VERSION);
  app.footer(
      "Exit codes: 0 done; 1 findings of severity error (build: built without those listings); 2 wrong usage or\n"
      "configuration, nothing written; 3 the machine failed, the old site stands.");
  app.require_subcommand(1);
  BuildOptions build_options;
  CheckOptions check_options;
  const CLI::App* build = add_build(app, build_options);
  add_check(app, check_options);
  if (argc > 1 && is_unknown_command(app, argv[1])) return static_cast<int>(ExitCode::bad_usage);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? static_cast<int>(ExitCode::done) : static_cast<int>(ExitCode::bad_usage);
  }
  if (check_options.sites.empty()) check_options.sites.push_back(".");
  return static_cast<int>(build->parsed() ? run_build(build_options) : run_check(check_options));
}

}  // namespace

int main(int argc, char** argv) {
  // A limit on file sizes or a closed pipe is an error to report, not a reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::system_error& error) {
    fmt::print(stderr, "onshelf: {}\n", error.what());
  } catch (const std::exception& error) {
    fmt::print(stderr, "onshelf: {}\n", error.what());
  }
  return static_cast<int>(ExitCode::machine_failed);
}
