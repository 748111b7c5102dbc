// The pseudo language: readable to whoever reads English, and plain to see. Accented, a good third longer, in brackets, so that a text
// which nobody can translate, or which is cut off, shows itself.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

inline constexpr std::string_view kPseudoTag = "x-test";  // private use: it is no language of anybody's

// "Home" becomes "⟦Ĥóóɱéé⟧". White space at the ends stays outside; what is nothing else stays as it is.
std::string pseudo_text(std::string_view text);

// The same for a MessageFormat pattern: arguments, plural forms and what is in quotes keep their syntax.
std::string pseudo_message(std::string_view pattern);

}  // namespace onshelf
