#include "preview/channel.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <thread>

#include "support/catch.h"

using namespace onshelf;

TEST_CASE("frames come out as they went in, large ones too") {
  const auto [here, there] = make_channel();
  const Frame small = {"", "/en/", std::string("a\0b", 3)}, large = {std::string(3'000'000, 'x'), "y"};
  // (A large one does not fit into the socket's memory, so somebody has to read meanwhile.)
  std::thread sender([&, here = here] {
    CHECK(send_frame(here, small));
    CHECK(send_frame(here, large));
    CHECK(send_frame(here, {}));
    close(here);
  });
  CHECK(receive_frame(there) == small);
  CHECK(receive_frame(there) == large);
  CHECK(receive_frame(there) == Frame{});
  CHECK_FALSE(receive_frame(there));
  sender.join();
  CHECK_FALSE(send_frame(there, small));
  close(there);
}

TEST_CASE("a frame that lies about its lengths is none") {
  const auto [here, there] = make_channel();
  const std::uint64_t words[] = {16, 1000, 0};  // 16 bytes, of which a text has 1,000
  REQUIRE(send(here, words, sizeof words, 0) == sizeof words);
  CHECK_FALSE(receive_frame(there));
  close(here);
  close(there);
}
