#include "text/display.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace onshelf {

bool is_printable(char32_t code_point) {
  if (code_point < 0x7F) return code_point >= 0x20;
  const auto value = static_cast<UChar32>(code_point);
  constexpr std::uint32_t kUnshown = U_GC_C_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  return (U_GET_GC_MASK(value) & kUnshown) == 0;
}

std::size_t display_width(char32_t code_point) {
  if (code_point < 0x300) return 1;
  const auto value = static_cast<UChar32>(code_point);
  if (U_GET_GC_MASK(value) & (U_GC_MN_MASK | U_GC_ME_MASK)) return 0;
  const int east_asian = u_getIntPropertyValue(value, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (auto [at, point] : CodePoints(text))
    append_utf8(out, point.valid && is_printable(point.value) ? point.value : kReplacementCharacter);
  return out;
}

}  // namespace onshelf
