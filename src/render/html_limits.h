// What a seller's HTML may cost, judged on its bytes before a parser sees it: a parser of HTML must accept anything, and takes
// half a minute for 100,000 elements inside each other.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/text_fault.h"

namespace onshelf {

struct HtmlLimits {
  std::size_t most_bytes = 200u << 10;
  std::size_t most_output = 2u << 20;
  std::size_t most_depth = 256;  // elements inside each other
  std::size_t most_tags = 20000;
  std::size_t most_attributes = 64;     // of one element
  std::size_t most_formatting = 100;    // b, i, font and the like open at once: each paragraph opens them again
  std::size_t most_link_target = 2048;  // bytes
};

// The first limit the text is over. Errs on the strict side. Linear.
// Rules: html-too-large, html-encoding, html-depth, html-tags, html-attributes.
std::optional<TextFault> fault_of_html(std::string_view source, const HtmlLimits& limits);

}  // namespace onshelf
