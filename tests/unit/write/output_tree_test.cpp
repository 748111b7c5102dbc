// The tree without its newest system call, as some sandboxes and older kernels have it.
#include "write/output_tree.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>

#include "unit/write/site_on_disk.h"

namespace onshelf {
namespace {

bool deny_openat2() {
  sock_filter program[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, __NR_openat2},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | ENOSYS},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
  };
  sock_fprog filter{4, program};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

TEST_CASE("P4: builds work, and follow no link, where openat2 does not exist") {
  const SiteOnDisk site;
  fs::create_directories(site.root / "outside");
  std::ofstream(site.root / "outside/page") << "outside";
  const Files first = {{"a", "1"}, {"b/c", "2"}, {"b/d/e", "3"}, {"l/page", "4"}};
  const Files second = {{"a", "1"}, {"b/c", "changed"}, {"n/o/p", "new"}, {"l/page", "5"}};
  const int end = in_another_process([&] {
    if (!deny_openat2() || syscall(SYS_openat2, -1, nullptr, nullptr, 0) != -1 || errno != ENOSYS) _exit(50);
    site.build(first);
    if (site.found() != first) _exit(51);
    fs::remove_all(site.out / "l");
    fs::create_directory_symlink(site.root / "outside", site.out / "l");
    site.build(second);
    _exit(0);
  });
  REQUIRE(end == 0);
  REQUIRE(site.found() ==
          Files{{"a", "1"}, {"b/c", "changed"}, {"n/o/p", "new"}, {"l", "-> " + (site.root / "outside").string()}});
  REQUIRE(site.bytes("../outside/page") == "outside");
}

TEST_CASE("which paths are output paths") {
  const struct {
    std::string path;
    bool good;
  } rows[] = {
      {"a", true},
      {"a/b", true},
      {"_headers", true},
      {".well-known/x", true},
      {"a..b", true},
      {std::string(255, 'x'), true},
      {"", false},
      {"/", false},
      {"/a", false},
      {"a/", false},
      {"a//b", false},
      {".", false},
      {"..", false},
      {"a/..", false},
      {"../a", false},
      {"a/./b", false},
      {std::string(256, 'x'), false},
      {std::string("a\0b", 3), false},
      {"a\x1b[0m", false},
      {"a\x7f", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.path);
    REQUIRE(is_output_path(row.path) == row.good);
  }
}

}  // namespace
}  // namespace onshelf
