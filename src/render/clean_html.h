// A seller's HTML as clean HTML: parsed as a browser would, and only what is on the list written out again.
#pragma once

#include <string>
#include <string_view>

#include "render/clean_text.h"
#include "render/html_limits.h"
#include "render/own_files.h"

namespace onshelf {

struct HtmlOptions {
  int first_heading = 3;  // level of the text's own top headings; the page has those above
  OwnFiles own_files;
  bool is_pseudo = false;  // its words are changed to the pseudo language
  HtmlLimits limits;
};

// Elements that are not on the list lose their tags and keep their words; those that run, embed, ask or hide lose
// both. No attribute is copied: addresses go through LinkTarget, numbers are read and written again, alignment becomes a
// class of ours. What is written stands as it is in any page: a browser's parser makes the same tree of it and closes
// nothing outside. Rules of faults that refuse: see html_limits.h, and html-output; of the others: html-link, html-image,
// html-element.
CleanText clean_html(std::string_view source, const HtmlOptions& options);

}  // namespace onshelf
