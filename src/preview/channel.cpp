#include "preview/channel.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>

namespace onshelf {
namespace {

constexpr std::uint64_t kLargestFrame = std::uint64_t{1} << 30;

bool send_bytes(int socket, const char* at, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = send(socket, at, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    at += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive_bytes(int socket, char* at, std::size_t size) {
  while (size > 0) {
    const ssize_t got = recv(socket, at, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

bool send_frame(int socket, const Frame& frame) {
  std::string bytes;
  const auto add = [&](std::uint64_t number) { bytes.append(reinterpret_cast<const char*>(&number), sizeof number); };
  std::uint64_t size = 0;
  for (const std::string& text : frame) size += sizeof(std::uint64_t) + text.size();
  bytes.reserve(size + sizeof size);
  add(size);
  for (const std::string& text : frame) {
    add(text.size());
    bytes += text;
  }
  return send_bytes(socket, bytes.data(), bytes.size());
}

std::optional<Frame> receive_frame(int socket) {
  std::uint64_t size = 0;
  if (!receive_bytes(socket, reinterpret_cast<char*>(&size), sizeof size) || size > kLargestFrame) return std::nullopt;
  std::string bytes(size, '\0');
  if (!receive_bytes(socket, bytes.data(), bytes.size())) return std::nullopt;
  Frame frame;
  for (std::size_t at = 0; at < bytes.size();) {
    std::uint64_t length = 0;
    if (bytes.size() - at < sizeof length) return std::nullopt;
    std::memcpy(&length, bytes.data() + at, sizeof length);
    at += sizeof length;
    if (length > bytes.size() - at) return std::nullopt;
    frame.push_back(bytes.substr(at, length));
    at += length;
  }
  return frame;
}

std::pair<int, int> make_channel() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot talk to the preview's server");
  return {ends[0], ends[1]};
}

}  // namespace onshelf
