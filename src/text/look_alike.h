// Names that a reader could take for one another.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

// Equal for texts that look the same: after NFKC and case folding, with every letter replaced by the one it resembles
// (Unicode's table of confusables: Cyrillic а and Latin a, 0 and O) and without blanks. For comparing only.
std::string look_alike_key(std::string_view text);

// True when one word has letters of scripts that are not written together, such as Latin and Cyrillic or Greek. Several
// scripts in one text are usual ("Gitea 代码托管"), and so are Latin letters inside Chinese, Japanese, Korean or Arabic words.
bool mixes_scripts(std::string_view text);

}  // namespace onshelf
