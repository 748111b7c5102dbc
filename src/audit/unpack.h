// What lies compressed in a file.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace onshelf::audit {

// Calls `visit` with the place and the bytes of everything that can be unpacked: members of gzip and zip, and zlib's own
// streams, as PNG and PDF hold them. What breaks off is visited as far as it goes; in all, no more than 256 MiB is unpacked.
void unpack_all(std::string_view bytes, const std::function<void(std::size_t, std::string_view)>& visit);

}  // namespace onshelf::audit
