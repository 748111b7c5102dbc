#include "commands/stats.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>

namespace onshelf {
namespace {

double wall_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double cpu_now() {
  double seconds = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    for (const timeval& time : {usage.ru_utime, usage.ru_stime})
      seconds += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  }
  return seconds;
}

double peak_megabytes() {
  long most = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    most = std::max(most, usage.ru_maxrss);
  }
  return static_cast<double>(most) / 1024;
}

}  // namespace

void Stats::begin(std::string stage) {
  stages_.push_back({std::move(stage), {}, 0, 0});
  wall_ = wall_now();
  cpu_ = cpu_now();
}

void Stats::end(std::string what) {
  stages_.back().what = std::move(what);
  stages_.back().wall = wall_now() - wall_;
  stages_.back().cpu = cpu_now() - cpu_;
}

void Stats::print(std::FILE* stream) const {
  for (const Stage& stage : stages_)
    fmt::print(stream, "{:<10}{:>8.3f} s{:>9.3f} CPU-s  {}\n", stage.name, stage.wall, stage.cpu, stage.what);
  fmt::print(stream, "peak memory of the largest process: {:.0f} MB\n", peak_megabytes());
}

}  // namespace onshelf
