// Ports of this machine that nobody has.
#pragma once

#include <cstdint>

namespace onshelf {

// Of 127.0.0.1 and ::1; a machine may have only one of them.
bool is_free_here(std::uint16_t port);

}  // namespace onshelf
