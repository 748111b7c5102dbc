#include "commands/clock.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace onshelf {
namespace {

using namespace std::chrono;

std::string iso(sys_seconds time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(system_clock::to_time_t(time)));
}

}  // namespace

std::optional<std::string> build_time(const std::string& given) {
  if (given.empty()) return iso(time_point_cast<seconds>(system_clock::now()));
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, used = 0;
  const bool is_day =
      std::sscanf(given.c_str(), "%4d-%2d-%2d%n", &y, &mo, &d, &used) == 3 && used == 10 && given.size() == 10;
  const bool is_time = !is_day &&
                       std::sscanf(given.c_str(), "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &y, &mo, &d, &h, &mi, &s, &used) == 6 &&
                       used == 20 && given.size() == 20;
  if (!is_day && !is_time) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!date.ok() || y < 1970 || h > 23 || mi > 59 || s > 59) return std::nullopt;
  return iso(sys_days{date} + hours{h} + minutes{mi} + seconds{s});
}

}  // namespace onshelf
