#include "write/staging.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace onshelf {
namespace {

[[noreturn]] void fail(const char* doing) { throw std::system_error(errno, std::generic_category(), doing); }

FileDescriptor open_folder(int parent, const char* name) {
  return FileDescriptor(openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

// Files only: nothing else was ever put there by us.
void remove_files(int folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(open_folder(folder, ".").release()), closedir);
  if (!entries) return;
  std::vector<std::string> names;
  while (const dirent* entry = readdir(entries.get())) names.emplace_back(entry->d_name);
  for (const std::string& name : names)
    if (name != "." && name != "..") unlinkat(folder, name.c_str(), 0);
}

// Asks without changing a time: a rename of what is not there tells whether both lie on one mount.
bool can_rename_into(int folder, int out) {
  struct stat from, to;
  if (fstat(folder, &from) != 0 || fstat(out, &to) != 0) fail("cannot examine the output folder");
  if (from.st_dev != to.st_dev) return false;
  if (renameat(folder, "nothing", out, ".onshelf-nothing") == 0 || errno == ENOENT) return true;
  if (errno != EXDEV) fail("cannot write into the output folder");
  return false;
}

}  // namespace

Staging Staging::open(const std::filesystem::path& state, int out) {
  if (FileDescriptor left = open_folder(out, kName)) {
    remove_files(left.get());
    unlinkat(out, kName, AT_REMOVEDIR);
  }
  FileDescriptor parent(::open(state.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!parent) fail("cannot open the state folder");
  for (int turn = 0; turn < 2; ++turn) {
    if (mkdirat(parent.get(), kName, 0700) != 0 && errno != EEXIST) fail("cannot write into the state folder");
    FileDescriptor folder = open_folder(parent.get(), kName);
    if (!folder) fail("cannot open the folder for temporary files");
    remove_files(folder.get());
    if (turn == 1 || can_rename_into(folder.get(), out)) return Staging(std::move(parent), std::move(folder));
    unlinkat(parent.get(), kName, AT_REMOVEDIR);
    parent = open_folder(out, ".");
    if (!parent) fail("cannot open the output folder");
  }
  fail("cannot make a folder for temporary files");
}

Staging::~Staging() { clear(); }

FileDescriptor Staging::folder() const { return FileDescriptor(fcntl(folder_.get(), F_DUPFD_CLOEXEC, 3)); }

void Staging::clear() {
  if (!folder_) return;
  remove_files(folder_.get());
  unlinkat(parent_.get(), kName, AT_REMOVEDIR);
  folder_ = FileDescriptor();
}

}  // namespace onshelf
