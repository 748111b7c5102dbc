#include "preview/watcher.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "support/catch.h"

using namespace onshelf;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "onshelf-watch-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path operator/(const char* name) const { return path_ / name; }
  std::string string() const { return path_.string(); }

 private:
  fs::path path_;
};

void save(const fs::path& file, const char* text) { std::ofstream(file) << text; }

// Events come at once, from the kernel; the wait is for a machine that does something else first.
std::set<std::string> wait_for(Watcher& watcher, const std::string& path) {
  std::set<std::string> all;
  pollfd one{watcher.descriptor(), POLLIN, 0};
  while (!all.contains(path) && poll(&one, 1, 5000) > 0) all.merge(watcher.changed());
  return all;
}

}  // namespace

TEST_CASE("a watcher hears of files that are written, renamed, removed, and of folders with files in them") {
  const Folder folder;
  fs::create_directories(folder / "content/listings/a");
  save(folder / "content/listings/a/listing.json", "{}");
  Watcher watcher(folder.string(), {"content", "site"});
  CHECK(watcher.sees_all());
  CHECK(watcher.changed().empty());

  save(folder / "content/listings/a/listing.json", "{ }");
  CHECK(wait_for(watcher, "content/listings/a/listing.json").contains("content/listings/a/listing.json"));

  // As editors do who keep the old file until the new one is whole.
  save(folder / "content/listings/a/.listing.json.swp", "{  }");
  fs::rename(folder / "content/listings/a/.listing.json.swp", folder / "content/listings/a/listing.json");
  const auto renamed = wait_for(watcher, "content/listings/a/listing.json");
  CHECK(renamed == std::set<std::string>{"content/listings/a/listing.json"});

  fs::create_directories(folder / "content/listings/b/draft");
  save(folder / "content/listings/b/draft/listing.json", "{}");
  CHECK(wait_for(watcher, "content/listings/b/draft/listing.json").contains("content/listings/b/draft/listing.json"));
  save(folder / "content/listings/b/draft/listing.json", "{ }");
  CHECK(wait_for(watcher, "content/listings/b/draft/listing.json").contains("content/listings/b/draft/listing.json"));

  fs::remove_all(folder / "content/listings/b");
  CHECK(wait_for(watcher, "content/listings/b").contains("content/listings/b"));
}

TEST_CASE("a folder that was renamed is watched by its new name, one that left is not") {
  const Folder folder;
  fs::create_directories(folder / "content/listings/a/draft");
  save(folder / "content/listings/a/listing.json", "{}");
  save(folder / "content/listings/a/draft/listing.json", "{}");
  Watcher watcher(folder.string(), {"content"});
  for (const char* name : {"b", "c"}) {
    const std::string now = std::string("content/listings/") + name;
    fs::rename(folder / (name == std::string("b") ? "content/listings/a" : "content/listings/b"), folder / now.c_str());
    CHECK(wait_for(watcher, now).contains(now));
    save(folder / (now + "/listing.json").c_str(), "{ }");
    CHECK(wait_for(watcher, now + "/listing.json").contains(now + "/listing.json"));
    save(folder / (now + "/draft/listing.json").c_str(), "{ }");
    CHECK(wait_for(watcher, now + "/draft/listing.json").contains(now + "/draft/listing.json"));
  }
  fs::rename(folder / "content/listings/c", folder / "elsewhere");
  CHECK(wait_for(watcher, "content/listings/c").contains("content/listings/c"));
  save(folder / "elsewhere/listing.json", "{  }");
  save(folder / "content/last", "");
  CHECK(wait_for(watcher, "content/last") == std::set<std::string>{"content/last"});
}

TEST_CASE("a watched folder may come later, others beside it are nobody's business") {
  const Folder folder;
  Watcher watcher(folder.string(), {"content", "site"});
  fs::create_directories(folder / "public/en");
  save(folder / "README.md", "text");
  fs::create_directories(folder / "site/messages");
  const auto changed = wait_for(watcher, "site");
  CHECK(changed.contains("site"));
  CHECK_FALSE(changed.contains("public"));
  CHECK_FALSE(changed.contains("README.md"));
  save(folder / "site/messages/en.json", "{}");
  CHECK(wait_for(watcher, "site/messages/en.json").contains("site/messages/en.json"));
}

TEST_CASE("folders without end are no reason to look from time to time") {
  const Folder folder;
  fs::create_directories(folder / "content/listings");
  // Deeper than any path may be long.
  const std::string name(20, 'a');
  int at = open((folder / "content").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (int i = 0; i < 300; ++i) {
    REQUIRE(mkdirat(at, name.c_str(), 0700) == 0);
    const int inner = openat(at, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    close(at);
    at = inner;
  }
  close(at);
  Watcher watcher(folder.string(), {"content"});
  CHECK(watcher.sees_all());
  save(folder / "content/listings/a.json", "{}");
  CHECK(wait_for(watcher, "content/listings/a.json").contains("content/listings/a.json"));
}
