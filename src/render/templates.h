// Page templates, compiled once for each language. The only home of ctemplate.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "findings/finding.h"
#include "model/site.h"
#include "render/view.h"
#include "words/words.h"

namespace onshelf {

// Escaping is always on and follows the place a value stands in; a template cannot switch it off. Parts ({{>CARD}} is
// card.html) and texts ({{T_HOME}} is message "page.home") are put in before compiling, so a page is expanded in one
// go.
class Templates {
 public:
  ~Templates();

  // `page` is a file name without its ending: "detail".
  std::string expand(std::string_view page, LocaleIndex locale, const PageData& data) const;

 private:
  friend std::shared_ptr<const Templates> compile_templates(const Site&, const Words&, Findings&);
  struct Compiled;
  Templates();
  std::unique_ptr<Compiled> compiled_;
};

// A page of the program's own, whose template no theme replaces: no parts, no texts. Beside the modifiers of markers.h it may use
//   x-whole-page   a page for `srcdoc`, written so that a browser reads it from there as it is
//   x-own-style    a stylesheet, and
//   x-own-script   a script, as they are: what they are of must be known to the policy by its hash
// Throws std::runtime_error for a template that is no good.
std::string expand_own(std::string_view text, const PageData& data);

}  // namespace onshelf
