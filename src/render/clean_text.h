// What becomes of a seller's rich text, whatever its markup.
#pragma once

#include <vector>

#include "model/clean_html.h"
#include "text/text_fault.h"

namespace onshelf {

struct CleanText {
  CleanHtml html;
  std::vector<TextFault> faults;  // what was left out, and why; at most 20
  bool refused = false;           // over a limit: `html` is empty and the text must not be shown
};

}  // namespace onshelf
