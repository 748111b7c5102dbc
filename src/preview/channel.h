// Messages between the process that has the site and the one that talks to browsers: a few texts each, over a pair of sockets.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace onshelf {

using Frame = std::vector<std::string>;

// False: the other side is gone.
bool send_frame(int socket, const Frame& frame);
// Waits for one. Nothing: the other side is gone, or has lost its mind.
std::optional<Frame> receive_frame(int socket);

// Two connected ends. Throws std::system_error.
std::pair<int, int> make_channel();

}  // namespace onshelf
