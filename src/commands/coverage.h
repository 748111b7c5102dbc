// How much of a site is said in each of its languages, told to people.
#pragma once

#include <string>

#include "commands/reporter.h"
#include "findings/finding.h"
#include "model/site.h"
#include "plan/coverage.h"

namespace onshelf {

// A line for each locale.
std::string describe_coverage(const Site& site, const Coverage& coverage, const Reporter& reporter);

// Rules: coverage-low, messages-incomplete.
void report_coverage(const Site& site, const Coverage& coverage, Findings& findings);

}  // namespace onshelf
