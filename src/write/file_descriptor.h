// An open file that closes itself.
#pragma once

#include <unistd.h>

#include <utility>

namespace onshelf {

class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  ~FileDescriptor() {
    if (number_ >= 0) ::close(number_);
  }
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  int get() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  int release() { return std::exchange(number_, -1); }
  // The result of close(), which is where some file systems report that a write failed.
  int close_now() { return ::close(release()); }

 private:
  int number_ = -1;
};

}  // namespace onshelf
