#include "preview/free_port.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace onshelf {

bool is_free_here(std::uint16_t port) {
  if (port == 0) return false;
  sockaddr_in four{};
  four.sin_family = AF_INET;
  four.sin_port = htons(port);
  four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_port = htons(port);
  six.sin6_addr = in6addr_loopback;
  const auto is_taken = [](int family, const void* address, socklen_t size) {
    const int probe = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe < 0) return false;
    // (Connections that have just ended do not count, a listener does.)
    const int yes = 1;
    setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const bool is_bound = bind(probe, static_cast<const sockaddr*>(address), size) == 0 && ::listen(probe, 1) == 0;
    const bool taken = !is_bound && errno == EADDRINUSE;
    close(probe);
    return taken;
  };
  return !is_taken(AF_INET, &four, sizeof four) && !is_taken(AF_INET6, &six, sizeof six);
}

}  // namespace onshelf
