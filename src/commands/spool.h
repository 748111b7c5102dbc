// Where prepared listings wait for their pages: files in the state folder that live no longer than the build.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/summary.h"

namespace onshelf {

// One process's end: appends.
class SpoolWriter {
 public:
  SpoolWriter(const std::string& folder, unsigned process);
  SpoolWriter(const SpoolWriter&) = delete;
  SpoolWriter& operator=(const SpoolWriter&) = delete;
  ~SpoolWriter();

  SpoolPlace append(std::string_view bytes);

 private:
  int file_ = -1;
  unsigned process_ = 0;
  std::uint64_t size_ = 0;
};

// The other end: opens every spool file of the folder and unlinks it at once, so that none outlives the build.
class SpoolReader {
 public:
  explicit SpoolReader(const std::string& folder);
  SpoolReader(const SpoolReader&) = delete;
  SpoolReader& operator=(const SpoolReader&) = delete;
  ~SpoolReader();

  std::string read(const SpoolPlace& place) const;

 private:
  std::vector<int> files_;  // by process; -1: none
};

// Removes what a killed build left behind.
void clear_spool(const std::string& folder);

}  // namespace onshelf
