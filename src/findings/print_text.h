// Findings for people, on a terminal or in a log.
#pragma once

#include <cstdio>
#include <string>

#include "findings/finding.h"

namespace onshelf {

struct TextStyle {
  bool colour = false;
  std::size_t most = 100;          // findings printed; all are counted
  Translations translations = {};  // empty: English
};

// The findings in sorted order, each as
//
//     content/listings/nimbus/listing.json:14:21: error: unknown region "US-est" [EXI-18]
//       14 |   "release_regions": ["Singapore", "US-est"],
//          |                                    ^~~~~~~~
//       hint: did you mean "US West"?
//       rule: regions are named as in the platform's console (Image listing (Example Cloud), 2026-11-20)
//
// and a line saying how many more there are when `most` cut them. Terminal control characters never pass.
std::string text_of(const Findings& findings, const TextStyle& style);

// "2 errors, 1 warning": all of them, printed or not.
std::string count_line(const Findings& findings, const Translations& translations);

}  // namespace onshelf
