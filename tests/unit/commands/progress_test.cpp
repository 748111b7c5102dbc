#include "commands/progress.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "support/catch.h"

namespace onshelf {
namespace {

using std::chrono::milliseconds;

TEST_CASE("progress is told after a second, ten times a second, with rate and time left, and leaves nothing behind") {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* stream = open_memstream(&text, &size);
  const Progress::Clock::time_point start{};
  {
    Progress progress(stream);
    for (int i = 0; i <= 200; ++i)
      progress.show("listings read", static_cast<std::size_t>(i) * 10, 20000, start + milliseconds(10 * i));
    progress.show("files made", 1, 10, start + milliseconds(2100));  // a second has not passed
  }
  std::fclose(stream);
  const std::string said(text, size);
  std::free(text);
  CHECK(said.starts_with("\rlistings read: 1000 of 20000, 1000 a second, 19 s left\x1b[K\rlistings read: 1100 of"));
  CHECK(said.ends_with("\rlistings read: 2000 of 20000, 1000 a second, 18 s left\x1b[K\r\x1b[K"));
  CHECK(std::count(said.begin(), said.end(), '\r') == 12);
  CHECK(said.find("files") == std::string::npos);
}

TEST_CASE("progress says nothing where nobody watches") {
  Progress progress(nullptr);
  progress.show("listings read", 5, 10, Progress::Clock::time_point{} + milliseconds(5000));
  progress.clear();
}

}  // namespace
}  // namespace onshelf
