#include "preview/peer_owner.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.h"

using namespace onshelf;

namespace {

class Owned {
 public:
  explicit Owned(int number) : number_(number) {}
  ~Owned() { end(); }
  Owned(Owned&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Owned& operator=(Owned&&) = delete;
  operator int() const { return number_; }
  void end() {
    if (number_ >= 0) close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

struct Address {
  sockaddr_storage bytes{};
  socklen_t size = sizeof(sockaddr_storage);
};

Address loopback(int family) {
  Address address;
  if (family == AF_INET) {
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::memcpy(&address.bytes, &four, address.size = sizeof four);
  } else {
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    six.sin6_addr = in6addr_loopback;
    std::memcpy(&address.bytes, &six, address.size = sizeof six);
  }
  return address;
}

sockaddr* at(Address& address) { return reinterpret_cast<sockaddr*>(&address.bytes); }

struct Server {
  explicit Server(int family) : Server(loopback(family)) {}
  explicit Server(const Address& where)
      : socket(::socket(where.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0)), address(where) {
    is_there = socket >= 0 && bind(socket, at(address), address.size) == 0 && listen(socket, 8) == 0 &&
               getsockname(socket, at(address), &address.size) == 0;
  }
  in_port_t port() const {
    return reinterpret_cast<const sockaddr_in*>(&address.bytes)->sin_port;
  }  // (IPv6 has it there too)
  Owned accepted() const { return Owned(accept(socket, nullptr, nullptr)); }

  Owned socket;
  Address address;
  bool is_there = false;
};

// As `user` made it. device: empty, or what it is tied to.
Owned connected(Server& server, uid_t user = geteuid(), const std::string& device = {}) {
  const uid_t own = geteuid();
  if (user != own) REQUIRE(seteuid(user) == 0);
  Owned client(socket(server.address.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const bool is_tied = device.empty() || setsockopt(client, SOL_SOCKET, SO_BINDTODEVICE, device.data(),
                                                    static_cast<socklen_t>(device.size())) == 0;
  const bool is_connected = connect(client, at(server.address), server.address.size) == 0;
  if (user != own) REQUIRE(seteuid(own) == 0);
  REQUIRE(is_tied);
  REQUIRE(is_connected);
  return client;
}

constexpr uid_t kNobody = 65534, kSomebody = 54321;

}  // namespace

TEST_CASE("S4: a connection's owner is told, of both kinds of addresses") {
  PeerOwners ours({geteuid()}), theirs({kSomebody});
  REQUIRE(ours.is_told());
  for (const int family : {AF_INET, AF_INET6}) {
    Server server(family);
    if (family == AF_INET6 && !server.is_there) continue;  // machines without IPv6
    REQUIRE(server.is_there);
    const Owned client = connected(server), here = server.accepted();
    CHECK(ours.peer_of(here) == Peer::ours);
    CHECK(theirs.peer_of(here) == Peer::anothers);
    // Half closed is held still: what it asked for can be read.
    shutdown(client, SHUT_WR);
    CHECK(ours.peer_of(here) == Peer::ours);
  }
}

TEST_CASE("S4: a connection that another user made is another's, however it is tied") {
  if (geteuid() != 0) {
    WARN("not run: only root can speak for other users");
    return;
  }
  PeerOwners owners(users_of_preview(geteuid(), nullptr));
  for (const int family : {AF_INET, AF_INET6})
    for (const char* device : {"", "lo"}) {
      Server server(family);
      if (family == AF_INET6 && !server.is_there) continue;
      CAPTURE(family, device);
      const Owned client = connected(server, kNobody, device), here = server.accepted();
      CHECK(owners.peer_of(here) == Peer::anothers);
    }
}

// The kernel does not find it where it looks first; and not found is not "of another machine".
TEST_CASE("S4: a connection that is tied to a device of the network is told as well") {
  ifaddrs* all = nullptr;
  REQUIRE(getifaddrs(&all) == 0);
  bool is_tried = false;
  for (const ifaddrs* one = all; one && !is_tried; one = one->ifa_next) {
    if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET || (one->ifa_flags & IFF_LOOPBACK) != 0) continue;
    Address address;
    std::memcpy(&address.bytes, one->ifa_addr, address.size = sizeof(sockaddr_in));
    Server server(address);
    if (!server.is_there) continue;
    is_tried = true;
    const Owned client = connected(server, geteuid(), one->ifa_name), here = server.accepted();
    CHECK(PeerOwners({geteuid()}).peer_of(here) == Peer::ours);
    CHECK(PeerOwners({kSomebody}).peer_of(here) == Peer::anothers);
  }
  freeifaddrs(all);
  if (!is_tried) WARN("not run: this machine has no network");
}

TEST_CASE("S4: a socket of IPv6 that calls an address of IPv4 is told as well") {
  Server server(AF_INET);
  const Owned client(socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (client < 0) return;
  sockaddr_in6 mapped{};
  mapped.sin6_family = AF_INET6;
  mapped.sin6_port = server.port();
  inet_pton(AF_INET6, "::ffff:127.0.0.1", &mapped.sin6_addr);
  REQUIRE(connect(client, reinterpret_cast<const sockaddr*>(&mapped), sizeof mapped) == 0);
  const Owned here = server.accepted();
  CHECK(PeerOwners({geteuid()}).peer_of(here) == Peer::ours);
  CHECK(PeerOwners({kSomebody}).peer_of(here) == Peer::anothers);
}

TEST_CASE("S4: what its owner closed is nobody's, least of all root's") {
  PeerOwners owners({geteuid(), 0});
  for (const bool sends : {false, true}) {
    Server server(AF_INET);
    Owned client = connected(server);
    if (sends) REQUIRE(write(client, "GET / HTTP/1.1\r\n\r\n", 18) == 18);
    client.end();
    const Owned here = server.accepted();
    CHECK(owners.peer_of(here) == Peer::gone);
  }
}

// Who listens at the same port of all addresses is told of instead, where nobody looks twice.
TEST_CASE("S4: a listener is not taken for the connection of another device") {
  Server server(AF_INET);
  const int yes = 1;
  Owned listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      client(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  for (const int one : {static_cast<int>(listener), static_cast<int>(client)})
    REQUIRE(setsockopt(one, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0);
  sockaddr_in any{};
  any.sin_family = AF_INET;
  REQUIRE(bind(listener, reinterpret_cast<const sockaddr*>(&any), sizeof any) == 0);
  socklen_t size = sizeof any;
  REQUIRE(getsockname(listener, reinterpret_cast<sockaddr*>(&any), &size) == 0);
  any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(bind(client, reinterpret_cast<const sockaddr*>(&any), sizeof any) == 0);
  REQUIRE(connect(client, at(server.address), server.address.size) == 0);
  REQUIRE(listen(listener, 1) == 0);
  Owned here = server.accepted();
  PeerOwners owners({geteuid()});
  CHECK(owners.peer_of(here) == Peer::ours);
  // Reset: there is only the listener.
  const linger at_once{1, 0};
  REQUIRE(setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) == 0);
  client.end();
  CHECK(owners.peer_of(here) == Peer::gone);
}

TEST_CASE("S4: where the kernel is not to be asked, nothing is told, and it is said") {
  Server server(AF_INET);
  const Owned client = connected(server), here = server.accepted();
  rlimit files{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &files) == 0);
  const rlimit none{0, files.rlim_max};
  REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
  PeerOwners owners({geteuid()});
  REQUIRE(setrlimit(RLIMIT_NOFILE, &files) == 0);
  CHECK_FALSE(owners.is_told());
  CHECK(owners.peer_of(here) == Peer::untold);
}

TEST_CASE("S4: the preview is of who started it, root, and whoever became root") {
  using Users = std::vector<uid_t>;
  CHECK(users_of_preview(1000, nullptr) == Users{1000, 0});
  CHECK(users_of_preview(1000, "1001") == Users{1000, 0});
  CHECK(users_of_preview(0, "1001") == Users{0, 0, 1001});
  for (const char* wrong : {"", "-1", "1001x", " 1001", "99999999999", "me"}) {
    CAPTURE(wrong);
    CHECK(users_of_preview(0, wrong) == Users{0, 0});
  }
}
