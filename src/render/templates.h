// Page templates, compiled once for each language. The only home of ctemplate.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/site.h"
#include "render/view.h"
#include "words/words.h"

namespace onshelf {

// Escaping is always on and follows the place a value stands in; a template cannot switch it off. Parts ({{>CARD}} is
// card.html) and texts ({{T_HOME}} is message "page.home") are put in before compiling, so a page is expanded in one
// go.
class Templates {
 public:
  // Throws std::runtime_error for templates that check_templates() refuses.
  Templates(const Site& site, const Words& words);
  ~Templates();

  // `page` is a file name without its ending: "detail".
  std::string expand(std::string_view page, LocaleIndex locale, const PageData& data) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace onshelf
