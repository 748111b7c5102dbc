// How far a long command has come, for whoever watches it on a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>

namespace onshelf {

// One line that is written over itself, a few times a second, once the work has taken longer than a second; gone at the end.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  // `stream` null: says nothing.
  explicit Progress(std::FILE* stream) : stream_(stream) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `done` of `total` pieces of the work called `what`; another `what` begins anew.
  void show(const std::string& what, std::size_t done, std::size_t total, Clock::time_point now = Clock::now());
  // Takes the line away, before anything else is printed.
  void clear();

 private:
  std::FILE* stream_;
  std::string what_;
  Clock::time_point began_, shown_;
  bool is_shown_ = false;
};

// stderr, if somebody watches it.
std::FILE* watched_stream();

}  // namespace onshelf
