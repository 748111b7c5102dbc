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
//
// and a line saying how many more there are when `most` cut them. Terminal control characters never pass.
std::string text_of(const Findings& findings, const TextStyle& style);

}  // namespace onshelf
