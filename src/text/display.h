// How a text looks on a terminal: which characters may be shown, and how many columns they take.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onshelf {

// False for characters that could steer a terminal, hide, or reorder what stands around them: controls, format and bidi
// characters, line separators, private use, unassigned.
bool is_printable(char32_t code_point);

// Columns of a printable character: 2 for East Asian wide ones and emoji, 0 for marks that sit on the one before.
std::size_t display_width(char32_t code_point);

// The text with every character that is not printable, and every broken byte, shown as U+FFFD.
std::string printable(std::string_view text);

}  // namespace onshelf
