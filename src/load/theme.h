// A theme: the look of a site, from its folder in themes/ and the themes it builds on. docs/theming.md.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "load/config_file.h"

namespace onshelf {

// The theme that Site::theme names; `settings` is site/site.json, which names it. Fills Site::templates and Site::theme_files. Of the theme's stylesheets one file is made, "style.css": the tokens of every theme in
// the line, the base's first, then the rules, then what each theme adds to them. Fonts and pictures that it names are found at the
// addresses at which they are served.
void read_theme(const SiteFiles& files, const ConfigFile& settings, Site& site, Findings& findings);

// Custom properties that a stylesheet uses with var(--name), and gives no value anywhere. In order of use, each once.
std::vector<std::string> unset_tokens(std::string_view css);

// The stylesheet with other addresses in its url(...): `address` gives the one of a file that was named, or nothing when there is no such
// file. What leads nowhere stays as it is, and is in `unknown`, each once; a fragment alone (#mark) leads into the page.
struct LinkedStylesheet {
  std::string css;
  std::vector<std::string> unknown;
};
LinkedStylesheet link_files(std::string_view css,
                            const std::function<std::optional<std::string>(std::string_view name)>& address);

}  // namespace onshelf
