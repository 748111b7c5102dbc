// Version numbers in the order people expect.
#pragma once

#include <compare>
#include <string_view>

namespace onshelf {

// v1.10 > v1.9 > v1.9-rc1. Runs of digits compare as numbers of any length, words without case; a pre-release word (alpha,
// beta, rc ...) comes before the plain version, anything else that follows after it. A leading "v" does not count. Total:
// texts that mean the same version (v1.0 and 1.00) are ordered by their bytes, and only equal texts are equal.
std::strong_ordering compare_versions(std::string_view left, std::string_view right);

}  // namespace onshelf
