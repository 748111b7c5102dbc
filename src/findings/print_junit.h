// Findings as a JUnit report, for CI servers that show test results.
#pragma once

#include <string>

#include "findings/format_style.h"

namespace onshelf {

// A suite for each listing ("site" for what is about none), and in it a case for each rule with a finding. A case fails when
// one of its findings is an error; warnings and advisories are its output. Without findings there is one suite with one
// case that passed: a report without any counts as broken.
std::string junit_of(const Findings& findings, const FormatStyle& style);

}  // namespace onshelf
