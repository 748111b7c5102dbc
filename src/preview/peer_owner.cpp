#include "preview/peer_owner.h"

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>

namespace onshelf {
namespace {

// Of the loopback device, in every network namespace.
constexpr std::uint32_t kLoopbackDevice = 1;
// Of connections, whatever becomes of them: not of sockets that listen or are not connected yet.
constexpr std::uint32_t kConnected = ((1u << (TCP_CLOSING + 1)) - 2) & ~(1u << TCP_LISTEN);

in6_addr mapped(const void* four) {
  in6_addr six{};
  six.s6_addr[10] = six.s6_addr[11] = 0xff;
  std::memcpy(six.s6_addr + 12, four, 4);
  return six;
}

bool is_same(const SocketEnd& a, const SocketEnd& b) {
  return a.port == b.port && std::memcmp(&a.address, &b.address, sizeof a.address) == 0;
}

// getpeername() or getsockname(). False: it has none any more.
template <class NameOf>
bool read_end(NameOf name_of, int socket, SocketEnd& end) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (name_of(socket, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return false;
  if (storage.ss_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &storage, sizeof four);
    end = {mapped(&four.sin_addr), four.sin_port};
    return true;
  }
  if (storage.ss_family != AF_INET6) return false;
  sockaddr_in6 six{};
  std::memcpy(&six, &storage, sizeof six);
  end = {six.sin6_addr, six.sin6_port};
  return true;
}

void write_address(int family, const in6_addr& address, __be32 (&out)[4]) {
  if (family == AF_INET)
    std::memcpy(out, address.s6_addr + 12, 4);
  else
    std::memcpy(out, &address, sizeof address);
}

SocketEnd end_of(int family, const __be32 (&address)[4], in_port_t port) {
  if (family == AF_INET) return {mapped(address), port};
  SocketEnd end{{}, port};
  std::memcpy(&end.address, address, sizeof end.address);
  return end;
}

class OwnedSocket {
 public:
  explicit OwnedSocket(int family) : number_(socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  ~OwnedSocket() {
    if (number_ >= 0) close(number_);
  }
  OwnedSocket(const OwnedSocket&) = delete;
  OwnedSocket& operator=(const OwnedSocket&) = delete;
  operator int() const { return number_; }

 private:
  int number_;
};

}  // namespace

std::vector<uid_t> users_of_preview(uid_t effective, const char* sudo_uid) {
  std::vector<uid_t> users = {effective, 0};
  if (effective != 0 || !sudo_uid) return users;
  const std::string_view text = sudo_uid;
  uid_t user = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), user);
  if (error == std::errc{} && end == text.data() + text.size()) users.push_back(user);
  return users;
}

PeerOwners::PeerOwners(std::vector<uid_t> ours) : ours_(std::move(ours)) {
  netlink_ = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (netlink_ < 0) return;
  const timeval patience{1, 0};
  setsockopt(netlink_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  is_told_ = is_told_to_us();
}

PeerOwners::~PeerOwners() {
  if (netlink_ >= 0) close(netlink_);
}

// By a connection of our own: where TCP's part is missing, the kernel answers as if there were no such socket.
bool PeerOwners::is_told_to_us() {
  sockaddr_in four{};
  four.sin_family = AF_INET;
  four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_addr = in6addr_loopback;
  const auto is_told = [&](int family, const void* address, socklen_t size) {
    const OwnedSocket listener(family), client(family);
    sockaddr_storage there{};
    socklen_t there_size = sizeof there;
    SocketEnd peer, own;
    if (listener < 0 || client < 0 || bind(listener, static_cast<const sockaddr*>(address), size) != 0 ||
        listen(listener, 1) != 0 || getsockname(listener, reinterpret_cast<sockaddr*>(&there), &there_size) != 0 ||
        connect(client, reinterpret_cast<const sockaddr*>(&there), there_size) != 0 ||
        !read_end(getsockname, client, peer) || !read_end(getpeername, client, own))
      return false;
    const Found found = find(peer, own);
    return found.as == Found::As::held && found.owner == geteuid();
  };
  return is_told(AF_INET, &four, sizeof four) || is_told(AF_INET6, &six, sizeof six);
}

Peer PeerOwners::peer_of(int connection) {
  if (!is_told_) return Peer::untold;
  SocketEnd peer, own;
  if (!read_end(getpeername, connection, peer) || !read_end(getsockname, connection, own)) return Peer::gone;
  const Found found = find(peer, own);
  if (found.as == Found::As::nowhere) return Peer::elsewhere;
  if (found.as != Found::As::held) return Peer::gone;
  return std::find(ours_.begin(), ours_.end(), found.owner) != ours_.end() ? Peer::ours : Peer::anothers;
}

PeerOwners::Found PeerOwners::find(const SocketEnd& peer, const SocketEnd& own) {
  const std::lock_guard lock(mutex_);
  const bool is_four = IN6_IS_ADDR_V4MAPPED(&peer.address) && IN6_IS_ADDR_V4MAPPED(&own.address);
  Found found = ask(is_four ? AF_INET : AF_INET6, peer, own, false);
  // A socket that its owner tied to another device than the loopback, as everybody may, is only found by looking at all.
  if (found.as == Found::As::nowhere) found = ask(AF_INET6, peer, own, true);
  if (found.as == Found::As::nowhere && is_four) found = ask(AF_INET, peer, own, true);
  return found;
}

// Of the one socket with these ends; or `of_all`, which takes the kernel as long as it has room for connections.
PeerOwners::Found PeerOwners::ask(int family, const SocketEnd& peer, const SocketEnd& own, bool of_all) {
  using As = Found::As;
  struct {
    nlmsghdr head;
    inet_diag_req_v2 what;
  } question{};
  question.head.nlmsg_len = sizeof question;
  question.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  question.head.nlmsg_flags = static_cast<__u16>(of_all ? NLM_F_REQUEST | NLM_F_DUMP : NLM_F_REQUEST);
  question.head.nlmsg_seq = ++question_;
  question.what.sdiag_family = static_cast<__u8>(family);
  question.what.sdiag_protocol = IPPROTO_TCP;
  question.what.idiag_states = kConnected;
  inet_diag_sockid& id = question.what.id;
  id.idiag_sport = peer.port;
  id.idiag_dport = own.port;
  write_address(family, peer.address, id.idiag_src);
  write_address(family, own.address, id.idiag_dst);
  // (Sockets that are tied to no device are found with any.)
  id.idiag_if = of_all ? 0 : kLoopbackDevice;
  id.idiag_cookie[0] = id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  sockaddr_nl kernel{};
  kernel.nl_family = AF_NETLINK;
  if (sendto(netlink_, &question, sizeof question, 0, reinterpret_cast<const sockaddr*>(&kernel), sizeof kernel) !=
      sizeof question)
    return {As::failed};

  Found found{As::nowhere};
  for (;;) {
    alignas(nlmsghdr) char buffer[16 << 10];
    sockaddr_nl sender{};
    socklen_t sender_size = sizeof sender;
    const ssize_t got =
        recvfrom(netlink_, buffer, sizeof buffer, MSG_TRUNC, reinterpret_cast<sockaddr*>(&sender), &sender_size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0 || got > static_cast<ssize_t>(sizeof buffer)) return {As::failed};
    if (sender.nl_pid != 0) continue;
    auto left = static_cast<unsigned>(got);
    for (auto* head = reinterpret_cast<nlmsghdr*>(buffer); NLMSG_OK(head, left); head = NLMSG_NEXT(head, left)) {
      if (head->nlmsg_seq != question_) continue;  // of a question that was given up
      if (head->nlmsg_type == NLMSG_DONE) return found;
      if (head->nlmsg_type == NLMSG_ERROR) {
        nlmsgerr why{};
        if (head->nlmsg_len < NLMSG_LENGTH(sizeof why)) return {As::failed};
        std::memcpy(&why, NLMSG_DATA(head), sizeof why);
        return {why.error == -ENOENT ? As::nowhere : As::failed};
      }
      inet_diag_msg answer{};
      if (head->nlmsg_len < NLMSG_LENGTH(sizeof answer)) return {As::failed};
      std::memcpy(&answer, NLMSG_DATA(head), sizeof answer);
      // Where there is no such connection, somebody who listens at the peer's port is told of instead.
      const bool is_it = answer.idiag_state != TCP_LISTEN &&
                         is_same(end_of(answer.idiag_family, answer.id.idiag_src, answer.id.idiag_sport), peer) &&
                         is_same(end_of(answer.idiag_family, answer.id.idiag_dst, answer.id.idiag_dport), own);
      // One that was closed has no file any more, and root for its owner.
      if (is_it) found = {answer.idiag_inode != 0 ? As::held : As::orphan, answer.idiag_uid};
      if (!of_all) return found;
    }
  }
}

}  // namespace onshelf
