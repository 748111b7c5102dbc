// Addresses of this machine as browsers write them.
#pragma once

#include <optional>
#include <string>

namespace onshelf {

// One spelling for each address, that of a browser's Host header: "::0:1" is "::1", "::ffff:192.168.1.5" is "192.168.1.5". Nothing: it
// is no address, or stands for all of them.
std::optional<std::string> canonical_address(const std::string& address);

// As it stands in an URL: "[::1]:4000".
std::string with_port(const std::string& address, int port);

}  // namespace onshelf
