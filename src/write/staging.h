// The folder where files are written before they are renamed to their place.
#pragma once

#include <filesystem>
#include <utility>

#include "write/file_descriptor.h"

namespace onshelf {

// It lies beside the build state, outside the published root, so that not even a killed build leaves a temporary file among
// the pages; in the output folder only when that is on another file system, where a rename could not reach it.
class Staging {
 public:
  static constexpr const char* kName = ".onshelf-staging";

  // Empties what a killed build left. Throws std::system_error.
  static Staging open(const std::filesystem::path& state, int out);
  ~Staging();
  Staging(Staging&&) = default;
  Staging& operator=(Staging&&) = delete;

  // A second descriptor of the folder, for the one who writes into it.
  FileDescriptor folder() const;
  // Takes it away, at the end of a build. Does nothing the second time.
  void clear();

 private:
  Staging(FileDescriptor parent, FileDescriptor folder) : parent_(std::move(parent)), folder_(std::move(folder)) {}
  FileDescriptor parent_, folder_;
};

}  // namespace onshelf
