#include "commands/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace onshelf {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPatience{1000}, kPause{100};

std::string time_left(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  return fmt::format("{:.0f} min", seconds / 60);
}

}  // namespace

void Progress::show(const std::string& what, std::size_t done, std::size_t total, Clock::time_point now) {
  if (!stream_) return;
  if (what != what_) {
    what_ = what;
    began_ = shown_ = now;
  }
  if (now - began_ < kPatience || now - shown_ < kPause || done == 0) return;
  shown_ = now;
  is_shown_ = true;
  const double seconds = std::chrono::duration<double>(now - began_).count();
  const double rate = static_cast<double>(done) / seconds;
  fmt::print(stream_, "\r{}: {} of {}, {:.0f} a second, {} left\x1b[K", what_, done, total, rate,
             time_left(static_cast<double>(total - done) / rate));
  std::fflush(stream_);
}

void Progress::clear() {
  if (!is_shown_) return;
  is_shown_ = false;
  fmt::print(stream_, "\r\x1b[K");
  std::fflush(stream_);
}

std::FILE* watched_stream() {
  const char* terminal = std::getenv("TERM");
  const bool can_erase = terminal && std::string_view(terminal) != "dumb";
  return can_erase && isatty(STDERR_FILENO) ? stderr : nullptr;
}

}  // namespace onshelf
