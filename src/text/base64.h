// Bytes as text, for data: addresses and hashes in policies.
#pragma once

#include <string>
#include <string_view>

namespace onshelf {

// RFC 4648, with padding.
std::string to_base64(std::string_view bytes);

}  // namespace onshelf
