// measure RESULT COMMAND...: runs a command and writes one line to RESULT: wall seconds, CPU seconds (user and system of it
// and of all it started), peak memory in MB of all its processes together. Its exit code is the command's.
//
// Memory is counted as PSS: pages that forked processes share count once. The peak of each process alone would either
// miss the workers or count what they inherited many times. Asking for it walks through all of a process's pages and holds up its
// own asking for more, so large processes are asked less often: a twentieth of the time at the most.
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;

// The group is the fifth field of /proc/PID/stat; the second, the name, may hold blanks but ends with the last ')'.
pid_t group_of(const std::string& process) {
  std::ifstream file("/proc/" + process + "/stat");
  std::string text;
  std::getline(file, text);
  const auto name_end = text.rfind(')');
  int parent = 0, group = 0;
  char state = 0;
  if (name_end == std::string::npos) return 0;
  return std::sscanf(text.c_str() + name_end + 1, " %c %d %d", &state, &parent, &group) == 3 ? group : 0;
}

// Kilobytes; 0 for one that has just ended.
std::size_t pss_of(const std::string& process) {
  std::ifstream file("/proc/" + process + "/smaps_rollup");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("Pss:")) return std::stoul(line.substr(4));
  return 0;
}

std::size_t pss_of_group(pid_t group) {
  std::size_t sum = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name[0] >= '1' && name[0] <= '9' && group_of(name) == group) sum += pss_of(name);
  }
  return sum;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: measure RESULT COMMAND...\n", stderr);
    return 2;
  }
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // workers that outlive their parent come to us and are counted too
  const auto start = Clock::now();
  const pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    execvp(argv[2], argv + 2);
    std::perror(argv[2]);
    _exit(127);
  }
  setpgid(child, child);  // whoever comes first

  std::size_t peak = 0;
  std::atomic<bool> done = false;
  std::thread sampler([&] {
    while (!done) {
      const auto asked = Clock::now();
      peak = std::max(peak, pss_of_group(child));
      std::this_thread::sleep_for(
          std::max<Clock::duration>(std::chrono::milliseconds(20), 20 * (Clock::now() - asked)));
    }
  });

  double wall = 0, cpu = 0;
  int code = 127;
  while (true) {
    int status = 0;
    rusage usage = {};
    const pid_t ended = wait4(-1, &status, 0, &usage);
    if (ended < 0 && errno == EINTR) continue;
    if (ended < 0) break;  // none left
    cpu += seconds(usage.ru_utime) + seconds(usage.ru_stime);
    if (ended != child) continue;
    wall = std::chrono::duration<double>(Clock::now() - start).count();
    code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  done = true;
  sampler.join();

  std::ofstream(argv[1]) << fmt::format("{:.3f} {:.3f} {:.1f}\n", wall, cpu, static_cast<double>(peak) / 1024);
  return code;
}
