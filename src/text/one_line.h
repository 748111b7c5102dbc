// One-line fields: names, titles, tags, file names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/text_fault.h"

namespace onshelf {

struct OneLine {
  std::string text;               // safe to show on one line; the same again when cleaned again
  std::vector<TextFault> faults;  // in order, at most 20; empty: only NFC and trimming may have changed the text
};

// The rule:
//   - line breaks and tabs become a space;                                       text-line-break, text-control
//   - other controls and broken bytes are removed;                               text-control, text-encoding
//   - characters that change the reading direction are removed;                  text-bidi
//   - characters nobody sees are removed: zero-width, soft hyphen, fillers,      text-invisible
//     and all other default-ignorable and annotation characters. Kept where a script or an emoji needs them: joiners
//     between letters that join, after a virama and between emoji; variation selectors after emoji and ideographs;
//   - private use, unassigned code points and noncharacters are removed;         text-private-use, text-unassigned
//   - the third and further combining marks on one base are removed;             text-marks (column after NFC)
//   - the rest is normalised to NFC, and blanks at both ends go without a word.
OneLine clean_one_line(std::string_view text);

}  // namespace onshelf
