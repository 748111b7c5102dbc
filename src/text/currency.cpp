#include "text/currency.h"

#include <unicode/ucurr.h>

#include <algorithm>

namespace onshelf {

bool is_currency_code(std::string_view text) {
  if (text.size() != 3 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return false;
  const char16_t code[] = {static_cast<char16_t>(text[0]), static_cast<char16_t>(text[1]),
                           static_cast<char16_t>(text[2]), 0};
  UErrorCode status = U_ZERO_ERROR;
  return ucurr_isAvailable(code, U_DATE_MIN, U_DATE_MAX, &status) && U_SUCCESS(status);
}

}  // namespace onshelf
