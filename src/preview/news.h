// What the newest state of the site is called, for the threads of the preview's server.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace onshelf {

constexpr auto kNewsHeartbeat = std::chrono::seconds(15);
constexpr auto kNewsGlance = std::chrono::seconds(1);  // how soon it is seen that a page was closed

// What a state is called, and who waits for the next one.
class News {
 public:
  void publish(std::string version) {
    const std::lock_guard lock(mutex_);
    version_ = std::move(version);
    changed_.notify_all();
  }
  std::string newest() {
    const std::lock_guard lock(mutex_);
    return version_;
  }
  // Empty: nothing came for a while. Nothing: `is_left` says that nobody listens any more.
  template <class IsLeft>
  std::optional<std::string> next(const std::string& known, IsLeft is_left) {
    const auto until = std::chrono::steady_clock::now() + kNewsHeartbeat;
    std::unique_lock lock(mutex_);
    while (version_ == known && std::chrono::steady_clock::now() < until) {
      changed_.wait_for(lock, kNewsGlance, [&] { return version_ != known; });
      if (is_left()) return std::nullopt;
    }
    return version_ != known ? version_ : std::string{};
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string version_;
};

}  // namespace onshelf
