// What each stage of a command took.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace onshelf {

class Stats {
 public:
  void begin(std::string stage);
  // `what` was done, in numbers.
  void end(std::string what);
  // A line for each stage: wall and processor seconds, those of worker processes included, and the peak memory of the largest.
  void print(std::FILE* stream) const;

 private:
  struct Stage {
    std::string name, what;
    double wall = 0, cpu = 0;
  };
  std::vector<Stage> stages_;
  double wall_ = 0, cpu_ = 0;
};

}  // namespace onshelf
