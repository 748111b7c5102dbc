#include "write/output_check.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "text/display.h"

namespace onshelf {

namespace fs = std::filesystem;

fs::path real_path(const fs::path& path) {
  fs::path real = fs::weakly_canonical(fs::absolute(path)).lexically_normal();
  return real.has_filename() || real == real.root_path() ? real : real.parent_path();
}

bool is_within(const fs::path& inner, const fs::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

Finding refuse_output(std::string rule, const std::string& named, std::string message, std::string hint) {
  Finding finding;
  finding.severity = FindingSeverity::error;
  finding.rule = std::move(rule);
  finding.where.file = printable(named);
  finding.message = std::move(message);
  finding.hint = std::move(hint);
  return finding;
}

std::optional<Finding> check_output_place(const fs::path& out, const std::vector<fs::path>& inputs,
                                          const std::string& named) {
  const std::string hint = "give the site a folder of its own, for example --out public";
  const fs::path place = real_path(out);
  if (place == place.root_path())
    return refuse_output("output-place", named, "the root of the file system cannot be the output folder", hint);

  std::vector<fs::path> homes;
  if (const char* home = std::getenv("HOME"); home && *home) homes.emplace_back(home);
  if (const passwd* user = getpwuid(geteuid()); user && user->pw_dir && *user->pw_dir) homes.emplace_back(user->pw_dir);
  for (const fs::path& home : homes)
    if (is_within(real_path(home), place))
      return refuse_output("output-place", named, "a home folder, or one that holds it, cannot be the output folder",
                           hint);

  for (const fs::path& input : inputs) {
    const fs::path real = real_path(input);
    if (is_within(real, place))
      return refuse_output(
          "output-place", named,
          fmt::format("the output folder holds {}, which the site is made from", printable(input.string())), hint);
    if (is_within(place, real))
      return refuse_output(
          "output-place", named,
          fmt::format("the output folder lies in {}, which the site is made from", printable(input.string())), hint);
  }
  return std::nullopt;
}

}  // namespace onshelf
