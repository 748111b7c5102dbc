#include "preview/address.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <cstring>

namespace onshelf {

std::optional<std::string> canonical_address(const std::string& address) {
  char text[INET6_ADDRSTRLEN] = {};
  in_addr four{};
  if (in6_addr six{}; inet_pton(AF_INET6, address.c_str(), &six) == 1) {
    if (IN6_IS_ADDR_UNSPECIFIED(&six)) return std::nullopt;
    // (Written with dots by the one and with colons by the other, and an address of IPv4 in any case.)
    if (!IN6_IS_ADDR_V4MAPPED(&six)) return inet_ntop(AF_INET6, &six, text, sizeof text);
    std::memcpy(&four, six.s6_addr + 12, sizeof four);
  } else if (inet_pton(AF_INET, address.c_str(), &four) != 1) {
    return std::nullopt;
  }
  if (four.s_addr == INADDR_ANY) return std::nullopt;
  return inet_ntop(AF_INET, &four, text, sizeof text);
}

std::string with_port(const std::string& address, int port) {
  return address.find(':') == std::string::npos ? fmt::format("{}:{}", address, port)
                                                : fmt::format("[{}]:{}", address, port);
}

}  // namespace onshelf
