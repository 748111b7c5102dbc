// May this folder be written into?
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "findings/finding.h"

namespace onshelf {

// A refusal, or nothing. `out` need not exist. It must not be /, a home, nor hold or lie in one of `inputs`; `named` is how the
// user calls it. (That it is empty or ours is for the publisher to see, which knows what is ours.)
std::optional<Finding> check_output_place(const std::filesystem::path& out,
                                          const std::vector<std::filesystem::path>& inputs, const std::string& named);

// The path without links and dots, as far as it exists.
std::filesystem::path real_path(const std::filesystem::path& path);

bool is_within(const std::filesystem::path& inner, const std::filesystem::path& outer);

Finding refuse_output(std::string rule, const std::string& named, std::string message, std::string hint);

}  // namespace onshelf
