// What fills preview/export.html.
#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "render/view.h"
#include "words/words.h"

namespace onshelf {

// One language of the listing.
struct ExportedLanguage {
  LocaleIndex locale = 0;
  std::string tag, name;
  bool right_to_left = false;
};

// `view`: the level of the template that is about this language. `state`: as a preview's panel is given it, and all findings as "told". Both texts outlive the page.
void set_language(View& view, const ExportedLanguage& language, const nlohmann::ordered_json& state);
std::ptrdiff_t count_errors(const nlohmann::ordered_json& findings);
// What is said above the page.
void set_banner(View& view, const nlohmann::ordered_json& state, bool has_page);
// A picture that an edit changes, "before" or "after": what it is shown by, in the style.
std::string class_of_picture(const std::string& side, std::size_t number);
// The panel: visibility, findings, what an edit changes, languages, icons.
void set_panel(View& view, const ExportedLanguage& language, const nlohmann::ordered_json& state, const Words& words);

}  // namespace onshelf
