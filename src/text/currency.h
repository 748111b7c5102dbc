// Codes of currencies.
#pragma once

#include <string_view>

namespace onshelf {

// An ISO 4217 code that ICU knows, in capitals: "USD", "CNY". Codes of the past count: a price may be old.
bool is_currency_code(std::string_view text);

}  // namespace onshelf
