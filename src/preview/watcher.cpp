#include "preview/watcher.h"

#include <dirent.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

namespace onshelf {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY |
                                  IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW |
                                  IN_EXCL_UNLINK;

std::string joined(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder + '/' + name;
}

// Editors' own: swap files, locks, backups. Records and templates have no such names.
bool is_of_an_editor(std::string_view name) {
  return name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp") ||
         name == "4913";
}

}  // namespace

Watcher::Watcher(std::string root, std::vector<std::string> folders, std::function<void()> between)
    : root_(std::move(root)),
      folders_(std::move(folders)),
      inotify_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      between_(std::move(between)) {
  if (inotify_ < 0) throw std::system_error(errno, std::generic_category(), "cannot watch files");
  // So that a folder of ours that comes later is seen.
  if (const int number =
          inotify_add_watch(inotify_, root_.c_str(), IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM | IN_ONLYDIR);
      number >= 0)
    by_watch_[number] = "";
  for (const std::string& folder : folders_) watch(folder, nullptr);
  between_ = {};
}

Watcher::~Watcher() { close(inotify_); }

// A folder and those in it. `found`: also says what is in there, for a folder that came with files in it.
void Watcher::watch(const std::string& folder, std::set<std::string>* found) {
  watch(folder, found, static_cast<unsigned>(std::count(folder.begin(), folder.end(), '/')));
}

void Watcher::watch(const std::string& folder, std::set<std::string>* found, unsigned level) {
  // Nothing of a site is that deep: it would be many folders open at once, and paths too long for the kernel.
  if (level > kMostLevels) return;
  const std::string path = root_ + '/' + folder;
  const int number = inotify_add_watch(inotify_, path.c_str(), kEvents);
  if (number < 0) {
    if (errno != ENOENT && errno != ENOTDIR) sees_all_ = false;
    return;
  }
  by_watch_[number] = folder;
  // (What has more links than "." and ".." has folders in it; file systems that do not count say 1.)
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(opendir(path.c_str()), closedir);
  if (!listing) return;
  if (between_) between_();
  while (const dirent* entry = readdir(listing.get())) {
    const std::string name = entry->d_name;
    if (is_of_an_editor(name)) continue;
    const std::string inner = joined(folder, name);
    std::error_code error;
    const bool is_folder =
        entry->d_type == DT_DIR || (entry->d_type == DT_UNKNOWN &&
                                    fs::symlink_status(root_ + '/' + inner, error).type() == fs::file_type::directory);
    if (is_folder)
      watch(inner, found, level + 1);
    else if (found)
      found->insert(inner);
  }
}

// A folder that was renamed is watched as before, by its new name; its new parent may have told that already. One that left is not.
void Watcher::look_at_moved(int watch) {
  const std::string folder = by_watch_.at(watch);
  const int there = inotify_add_watch(inotify_, (root_ + '/' + folder).c_str(), kEvents);
  if (there == watch) return;
  inotify_rm_watch(inotify_, watch);
  if (there >= 0) by_watch_[there] = folder;
}

std::set<std::string> Watcher::changed() {
  std::set<std::string> paths;
  alignas(inotify_event) char buffer[64 << 10];
  for (;;) {
    const ssize_t got = read(inotify_, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    for (ssize_t at = 0; at < got;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      if (event->mask & IN_Q_OVERFLOW) {
        // Folders may have come unseen as well.
        paths.insert("");
        for (const std::string& folder : folders_) watch(folder, nullptr);
        continue;
      }
      const auto known = by_watch_.find(event->wd);
      if (known == by_watch_.end()) continue;
      if (event->mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF)) {
        if (event->mask & IN_MOVE_SELF) look_at_moved(event->wd);
        if (event->mask & IN_IGNORED) by_watch_.erase(known);
        continue;
      }
      const std::string name = event->len > 0 ? event->name : "";
      if (name.empty() || is_of_an_editor(name)) continue;
      const std::string path = joined(known->second, name);
      const bool is_ours =
          !known->second.empty() || std::find(folders_.begin(), folders_.end(), name) != folders_.end();
      if (!is_ours) continue;
      paths.insert(path);
      if ((event->mask & IN_ISDIR) && (event->mask & (IN_CREATE | IN_MOVED_TO))) watch(path, &paths);
    }
  }
  return paths;
}

}  // namespace onshelf
