#include "workers/confine.h"

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <initializer_list>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace onshelf {
namespace {

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned kArchitecture = 0;
#endif

constexpr sock_filter statement(unsigned short code, unsigned value) { return {code, 0, 0, value}; }

constexpr sock_filter jump_if(unsigned short test, unsigned value, unsigned char yes, unsigned char no) {
  return {static_cast<unsigned short>(BPF_JMP | test | BPF_K), yes, no, value};
}

// Takes away the system calls that reach other machines, programs and processes: they fail with "permission denied".
// A kernel without this filter leaves the process as it is; the other limits stand on their own.
void deny_network_and_programs() {
  if (kArchitecture == 0) return;
  constexpr unsigned kDenied = SECCOMP_RET_ERRNO | EACCES;
  constexpr unsigned short kLoad = BPF_LD | BPF_W | BPF_ABS;
  constexpr unsigned short kReturn = BPF_RET | BPF_K;
  constexpr unsigned kForeignNumbers = 0x40000000;  // x32 calls, which the numbers below would not match
  sock_filter program[] = {
      statement(kLoad, offsetof(seccomp_data, arch)),
      jump_if(BPF_JEQ, kArchitecture, 0, 10),
      statement(kLoad, offsetof(seccomp_data, nr)),
      jump_if(BPF_JGE, kForeignNumbers, 8, 0),
      jump_if(BPF_JEQ, __NR_socket, 7, 0),
      jump_if(BPF_JEQ, __NR_connect, 6, 0),
      jump_if(BPF_JEQ, __NR_io_uring_setup, 5, 0),
      jump_if(BPF_JEQ, __NR_execve, 4, 0),
      jump_if(BPF_JEQ, __NR_execveat, 3, 0),
      jump_if(BPF_JEQ, __NR_ptrace, 2, 0),
      jump_if(BPF_JEQ, __NR_process_vm_writev, 1, 0),
      statement(kReturn, SECCOMP_RET_ALLOW),
      statement(kReturn, kDenied),
  };
  sock_fprog filter{sizeof program / sizeof *program, program};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

bool limit(__rlimit_resource what, rlim_t most) {
  // Lowering to what is already lower would fail for others than root.
  rlimit now{};
  if (getrlimit(what, &now) != 0) return false;
  if (most > now.rlim_max) most = now.rlim_max;
  const rlimit wanted{most, most};
  return setrlimit(what, &wanted) == 0;
}

// Bytes this process has mapped; 0 when nobody can tell.
rlim_t mapped_bytes() {
  const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char text[32] = {};
  const ssize_t size = read(file, text, sizeof text - 1);
  close(file);
  return size > 0 ? std::strtoull(text, nullptr, 10) * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) : 0;
}

// A descriptor 0 that merely is closed would be given to the next file opened.
bool empty_standard_input() {
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing < 0) return false;
  if (nothing == STDIN_FILENO) return true;
  const bool done = dup2(nothing, STDIN_FILENO) == STDIN_FILENO;
  close(nothing);
  return done;
}

}  // namespace

bool confine_this_process(pid_t parent, std::size_t memory) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;
  if (getppid() != parent) return false;  // it died before it could have told us

  // A handler of the parent's would speak for the parent. (Sanitizers install some for their reports: theirs stay.)
  for (int fault : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGTRAP}) {
#if defined(ONSHELF_SANITIZED)
    if (fault != SIGABRT) continue;
#endif
    signal(fault, SIG_DFL);
  }
  // A file that grows too large is then an error of the write, which can be reported with its name.
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGINT, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  // The end of a job that takes too long; must not be blocked or ignored, whatever was inherited.
  signal(SIGPROF, SIG_DFL);
  sigset_t open_signals;
  sigemptyset(&open_signals);
  sigprocmask(SIG_SETMASK, &open_signals, nullptr);

  if (prctl(PR_SET_DUMPABLE, 0) != 0 || !limit(RLIMIT_CORE, 0)) return false;
  if (!empty_standard_input()) return false;
  if (memory != 0 && !limit(RLIMIT_AS, mapped_bytes() + memory)) return false;
  deny_network_and_programs();
  return true;
}

}  // namespace onshelf
