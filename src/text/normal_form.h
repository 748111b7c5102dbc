// Unicode normalisation of whole texts. Broken UTF-8 comes out as U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onshelf {

// NFC: one spelling for é, whether it was typed as one character or as two.
std::string to_nfc(std::string_view text);

// Code points of the NFC. Copies nothing when the text is in that form, as nearly all are.
std::size_t count_in_nfc(std::string_view text);

// NFKC with case folding: texts that a reader or a file system could take for equal (K and the Kelvin sign, ß and ss, full
// and half width). For comparing only, never for showing.
std::string to_comparable(std::string_view text);

// Whatever stands before the text, its normal forms, and its comparable one, begin where the other's end: its first character neither
// joins what is before it nor moves past it.
bool begins_apart(std::string_view text);

}  // namespace onshelf
