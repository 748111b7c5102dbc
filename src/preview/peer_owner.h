// Whose socket the other end of a connection is, asked of the kernel: sock_diag(7), NETLINK_SOCK_DIAG. The uid is that of whoever made the
// socket; nobody but root can make one in another's name, or change it.
#pragma once

#include <netinet/in.h>
#include <sys/types.h>

#include <cstdint>
#include <mutex>
#include <vector>

namespace onshelf {

enum class Peer {
  ours,
  anothers,   // of another user of this machine
  elsewhere,  // no socket of this network namespace: another machine, or a container
  untold,     // the kernel tells nothing here
  gone,  // closed by its owner, who it was is told no longer; or the kernel failed to answer. Nobody may be let in for it.
};

// Users whose connections are ours: `effective`, root, who could read all of it anyway and whose forwarders lead here from
// containers and from outside a virtual machine, and whoever became root by sudo. `sudo_uid`: $SUDO_UID, or null.
std::vector<uid_t> users_of_preview(uid_t effective, const char* sudo_uid);

// One end of a connection. An address of IPv4 is in the form that IPv6 has for it.
struct SocketEnd {
  in6_addr address{};
  in_port_t port = 0;  // in the order of the network
};

class PeerOwners {
 public:
  // Opens its socket and tries it, so before what confines a process. Throws nothing: see is_told().
  explicit PeerOwners(std::vector<uid_t> ours);
  ~PeerOwners();
  PeerOwners(const PeerOwners&) = delete;
  PeerOwners& operator=(const PeerOwners&) = delete;

  // False: the kernel has no such answers, as where it lacks inet_diag or they are forbidden; all is `untold` then.
  bool is_told() const { return is_told_; }
  // Of a connection of TCP that was accepted, while it is new. Waits for nobody but the kernel, which answers at once; any thread may ask.
  Peer peer_of(int connection);

 private:
  struct Found {
    enum class As { held, orphan, nowhere, failed } as;
    uid_t owner = 0;
  };
  bool is_told_to_us();
  Found find(const SocketEnd& peer, const SocketEnd& own);
  Found ask(int family, const SocketEnd& peer, const SocketEnd& own, bool of_all);

  const std::vector<uid_t> ours_;
  std::mutex mutex_;
  int netlink_ = -1;
  std::uint32_t question_ = 0;
  bool is_told_ = false;
};

}  // namespace onshelf
