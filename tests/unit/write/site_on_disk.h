// A site's folder on a real disk, with an output folder and a state folder; gone with the object.
#pragma once

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <variant>

#include "support/catch.h"
#include "write/publisher.h"

namespace onshelf {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

// What the files of a SiteOnDisk were made of, as far as anybody asks.
constexpr OutputKey kKey{1, 2, 3};

class SiteOnDisk {
 public:
  explicit SiteOnDisk(const char* where = "/tmp") {
    std::string name = std::string(where) + "/onshelf-write-XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    root = name;
    out = root / "public";
    fs::create_directories(root / "content");
  }
  ~SiteOnDisk() {
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(root, ignored))
      if (entry.is_directory(ignored) && !entry.is_symlink(ignored))
        fs::permissions(entry.path(), fs::perms::owner_all, fs::perm_options::add, ignored);
    fs::remove_all(root, ignored);
  }
  SiteOnDisk(const SiteOnDisk&) = delete;
  SiteOnDisk& operator=(const SiteOnDisk&) = delete;

  OutputFolders folders() const { return {out.string(), (root / ".onshelf").string(), root.string()}; }

  // The publisher, or a failure with the refusal's words.
  Publisher open(const PublisherOptions& options = {}) const {
    auto opened = Publisher::open(folders(), options);
    if (const auto* refusal = std::get_if<Finding>(&opened)) FAIL(refusal->rule + ": " + refusal->message.english());
    return std::move(std::get<Publisher>(opened));
  }
  std::string refusal() const { return refusal(folders()); }
  static std::string refusal(const OutputFolders& folders) {
    auto opened = Publisher::open(folders);
    const auto* refusal = std::get_if<Finding>(&opened);
    return refusal ? refusal->rule : "";
  }

  // One whole build of these files.
  PruneReport build(const Files& files) const {
    Publisher publisher = open();
    write_all(publisher, files);
    return publisher.commit();
  }

  static void write_all(Publisher& publisher, const Files& files) {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : files) paths.push_back(path);
    publisher.claim(paths);
    for (const auto& [path, bytes] : files) publisher.record(path, publisher.write(path, bytes), kKey, bytes.size());
  }

  void put(const std::string& path, const std::string& bytes) const {
    fs::create_directories((out / path).parent_path());
    std::ofstream(out / path, std::ios::binary) << bytes;
  }

  // All that stands in the output folder; links as "-> target", empty folders with a slash.
  Files found() const {
    Files files;
    for (const auto& entry : fs::recursive_directory_iterator(out)) {
      const std::string path = entry.path().lexically_relative(out).generic_string();
      if (entry.is_symlink())
        files[path] = "-> " + fs::read_symlink(entry.path()).string();
      else if (entry.is_regular_file())
        files[path] = bytes(path);
      else if (fs::is_empty(entry.path()))
        files[path + "/"] = "";
    }
    return files;
  }

  std::string bytes(const std::string& path) const {
    std::ifstream file(out / path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }

  std::int64_t modified(const std::string& path) const {
    struct stat status {};
    REQUIRE(lstat((out / path).c_str(), &status) == 0);
    return status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec;
  }
  void set_old(const std::string& path) const {
    fs::last_write_time(out / path, fs::file_time_type::clock::now() - std::chrono::hours(1000));
  }

  fs::path root, out;
};

// What a process did that was forked for it: its exit code, or minus the signal that ended it.
inline int in_another_process(const std::function<void()>& run) {
  const pid_t pid = fork();
  REQUIRE(pid >= 0);
  if (pid == 0) {
    try {
      run();
    } catch (...) {
      _exit(99);
    }
    _exit(0);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace onshelf
