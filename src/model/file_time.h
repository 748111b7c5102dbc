// Times of files, and what may be concluded from them.
#pragma once

#include <cstdint>
#include <ctime>

namespace onshelf {

inline std::int64_t nanoseconds(const timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

// Of the clock that file times are compared with.
inline std::int64_t nanoseconds_now() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return nanoseconds(now);
}

// A later change may have the same time when it falls into the same tick of a file system's clock: at most so long.
constexpr std::int64_t kLongestTick = 2'000'000'000;

}  // namespace onshelf
