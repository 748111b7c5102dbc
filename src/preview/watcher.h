// Word of changed files below some folders.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace onshelf {

// Knows of every way in which editors and version control change files: writing in place, writing another and renaming it, making and
// removing folders. Where the kernel cannot tell (too many folders, events lost), changed() says that everything may have.
class Watcher {
 public:
  static constexpr unsigned kMostLevels = 32;

  // `folders` below `root`; those that are not there yet are seen when they come. What lies deeper than kMostLevels in them is not looked at.
  // `between` is called after each folder while all are looked through for the first time. Throws std::system_error.
  Watcher(std::string root, std::vector<std::string> folders, std::function<void()> between = {});
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  // Readable when something happened.
  int descriptor() const { return inotify_; }
  // False: some folder cannot be watched; whoever asks has to look from time to time.
  bool sees_all() const { return sees_all_; }

  // Paths relative to the root of what changed since the last call: files, and folders that came or went. Takes what there is and does not wait.
  // "" stands for everything.
  std::set<std::string> changed();

 private:
  void watch(const std::string& folder, std::set<std::string>* found);
  void watch(const std::string& folder, std::set<std::string>* found, unsigned level);
  void look_at_moved(int watch);

  std::string root_;
  std::vector<std::string> folders_;
  int inotify_;
  std::function<void()> between_;
  bool sees_all_ = true;
  std::map<int, std::string> by_watch_;  // relative paths, without a slash at the end; "" is the root
};

}  // namespace onshelf
