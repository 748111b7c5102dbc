// A theme: the look of a site, from its folder in themes/ and the themes it builds on. docs/theming.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "load/config_file.h"

namespace onshelf {

// Fills Site::templates and Site::theme_files. Of the theme's stylesheets one file is made, "style.css": the tokens of every theme in
// the line, the base's first, then the rules, then what each theme adds to them.
void read_theme(const SiteFiles& files, Site& site, Findings& findings);

// Custom properties that a stylesheet uses with var(--name), and gives no value anywhere. In order of use, each once.
std::vector<std::string> unset_tokens(std::string_view css);

}  // namespace onshelf
