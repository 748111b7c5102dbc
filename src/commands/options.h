// What the command line asked for.
#pragma once

#include <string>
#include <vector>

namespace onshelf {

// design: 0 done; 1 findings of severity error; 2 wrong usage or configuration, nothing written; 3 the machine failed.
enum class ExitCode : int { done = 0, findings = 1, bad_usage = 2, machine_failed = 3 };

struct BuildOptions {
  std::string site = ".";
  std::string out;       // empty: public/ of the site
  std::string base_url;  // empty: as site.json says
  std::string now;       // ISO 8601; empty: the clock
  std::string history;   // empty: .onshelf/history.json of the site
  unsigned jobs = 0;     // 0: one process a core
  bool strict = false;   // any error: publish nothing
  bool explain = false;  // say of each withheld listing why
  bool no_icons = false;
  bool quiet = false;
};

struct CheckOptions {
  std::vector<std::string> sites;
  unsigned jobs = 0;
  std::string now;
};

ExitCode run_build(const BuildOptions& options);
ExitCode run_check(const CheckOptions& options);

}  // namespace onshelf
