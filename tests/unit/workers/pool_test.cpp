// Jobs in forked processes: what comes back, and what happens to a job that kills its process.
#include "workers/pool.h"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <map>
#include <new>
#include <set>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/catch.h"

namespace onshelf {
namespace {

struct Outcome {
  std::map<std::size_t, std::string> taken;
  std::map<std::size_t, std::string> lost;
  bool once = true;  // no job was reported twice
};

Outcome run(std::size_t count, const PoolLimits& limits, std::function<std::string(std::size_t)> work,
            std::function<void(unsigned)> start = {}) {
  Outcome outcome;
  PoolWork pool;
  pool.start = std::move(start);
  pool.work = std::move(work);
  pool.take = [&](std::size_t i, std::string bytes) {
    if (outcome.lost.count(i) || !outcome.taken.emplace(i, std::move(bytes)).second) outcome.once = false;
  };
  pool.lost = [&](std::size_t i, std::string why) {
    if (outcome.taken.count(i) || !outcome.lost.emplace(i, std::move(why)).second) outcome.once = false;
  };
  run_in_processes(count, limits, pool);
  return outcome;
}

bool no_children_left() { return waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD; }

PoolLimits processes(unsigned count) { return {count, 10, 0}; }

// The optimizer must not see through these.
volatile int zero = 0;
[[noreturn]] void spin() {
  volatile unsigned turns = 0;
  for (;;) turns = turns + 1;
}

// Memory all processes of a test see.
template <class T>
T* shared() {
  void* memory = mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  REQUIRE(memory != MAP_FAILED);
  return new (memory) T{};
}

TEST_CASE("every job is answered once, by whatever number of processes") {
  for (unsigned number : {0U, 1U, 2U, 3U, 7U}) {
    for (std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{5}, std::size_t{5000}}) {
      CAPTURE(number, count);
      const Outcome outcome = run(count, processes(number), [](std::size_t i) { return std::to_string(i * i); });
      REQUIRE(outcome.once);
      REQUIRE(outcome.lost.empty());
      REQUIRE(outcome.taken.size() == count);
      for (const auto& [i, bytes] : outcome.taken) REQUIRE(bytes == std::to_string(i * i));
      REQUIRE(no_children_left());
    }
  }
}

TEST_CASE("one process is still another process, and start runs first in each") {
  const pid_t here = getpid();
  unsigned number = 99;
  const Outcome outcome = run(
      3, processes(1), [&](std::size_t) { return std::to_string(number) + (getpid() == here ? " here" : " there"); },
      [&](unsigned process) { number = process; });
  for (std::size_t i = 0; i < 3; ++i) REQUIRE(outcome.taken.at(i) == "0 there");
  REQUIRE(number == 99);  // nothing came back but the answers
}

TEST_CASE("answers of any bytes and size come back whole") {
  const std::vector<std::size_t> sizes = {0, 1, 24, 65535, 65536, 65537, 1000000, 0, 300000, 7};
  const auto make = [&](std::size_t i) {
    std::string bytes(sizes[i % sizes.size()], '\0');
    for (std::size_t at = 0; at < bytes.size(); ++at) bytes[at] = static_cast<char>(at * 31 + i);
    return bytes;
  };
  const Outcome outcome = run(100, processes(3), make);
  REQUIRE(outcome.taken.size() == 100);
  for (const auto& [i, bytes] : outcome.taken) REQUIRE(bytes == make(i));
}

TEST_CASE("an answer of 64 MB streams beside small ones") {
  const Outcome outcome = run(40, processes(2), [](std::size_t i) {
    return std::string(i == 3 ? 64U << 20 : 10, static_cast<char>('a' + i % 26));
  });
  REQUIRE(outcome.taken.size() == 40);
  REQUIRE(outcome.taken.at(3) == std::string(64U << 20, 'd'));
}

TEST_CASE("D1: a job that ends its process costs itself only, and the report says how it ended") {
  struct Row {
    const char* name;
    void (*end)();
    const char* reason;
  };
  static const Row rows[] = {
      {"abort", [] { std::abort(); }, "ended by signal 6 (abort)"},
      {"exit", [] { _exit(7); }, "ended its process with exit code 7"},
      {"kill", [] { raise(SIGKILL); }, "ended by signal 9 (killed, perhaps because the machine ran out of memory)"},
      {"another signal", [] { raise(SIGUSR1); }, "ended by signal 10"},
      {"bad memory", [] { signal(SIGSEGV, SIG_DFL), raise(SIGSEGV); },
       "ended by signal 11 (invalid memory access, or stack used up)"},
      {"exception", [] { throw std::out_of_range("secret-4711"); }, "failed with an unexpected std::out_of_range"},
      {"not an exception", [] { throw 42; }, "failed with an unexpected int"},
      {"no memory", [] { throw std::bad_alloc(); }, "ran out of memory"},
  };
  for (const Row& row : rows) {
    for (unsigned number : {1U, 3U}) {
      CAPTURE(row.name, number);
      const Outcome outcome = run(400, processes(number), [&](std::size_t i) {
        if (i % 100 == 42) row.end();
        return std::string("done");
      });
      REQUIRE(outcome.once);
      REQUIRE(outcome.lost.size() == 4);
      REQUIRE(outcome.taken.size() == 396);
      for (std::size_t i : {42U, 142U, 242U, 342U}) REQUIRE(outcome.lost.at(i) == row.reason);
      REQUIRE(no_children_left());
    }
  }
}

TEST_CASE("all jobs may be deadly") {
  const Outcome outcome = run(60, processes(2), [](std::size_t) -> std::string { _exit(1); });
  REQUIRE(outcome.lost.size() == 60);
  REQUIRE(outcome.once);
}

TEST_CASE("D1: an endless job is ended by its processor limit, others have the limit to themselves") {
  PoolLimits limits = processes(2);
  limits.seconds_each = 1;
  const auto began = std::chrono::steady_clock::now();
  const Outcome outcome = run(200, limits, [](std::size_t i) {
    if (i == 20) spin();
    // Together far more than the limit of one job, in one process.
    const auto until = std::clock() + CLOCKS_PER_SEC / 50;
    while (std::clock() < until) {
    }
    return std::string();
  });
  REQUIRE(outcome.taken.size() == 199);
  REQUIRE(outcome.lost.at(20) == "took more than 1 s of processor time");
  REQUIRE(std::chrono::steady_clock::now() - began < std::chrono::seconds(60));
}

TEST_CASE("the processor limit is felt although the caller blocks and ignores its signal") {
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGPROF);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  const auto handler = signal(SIGPROF, SIG_IGN);
  const Outcome outcome = run(1, {1, 1, 0}, [](std::size_t) -> std::string { spin(); });
  signal(SIGPROF, handler);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  REQUIRE(outcome.lost.at(0) == "took more than 1 s of processor time");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(ONSHELF_SANITIZED)
TEST_CASE("D1: the memory of a job is limited") {
  PoolLimits limits = processes(2);
  limits.memory = 256U << 20;
  const Outcome outcome = run(20, limits, [](std::size_t i) {
    return std::to_string(std::string(i == 5 ? std::size_t{300} << 20 : 1000, 'x').size());
  });
  REQUIRE(outcome.taken.size() == 19);
  REQUIRE(outcome.lost.at(5) == "ran out of memory");
}

TEST_CASE("D1: a job may take its steps one after the other, and none of them too long") {
  const auto spend = [](double seconds) {
    const std::clock_t end = std::clock() + static_cast<std::clock_t>(seconds * CLOCKS_PER_SEC);
    while (std::clock() < end) {
    }
  };
  PoolLimits limits = processes(1);
  limits.seconds_each = 1;
  const Outcome outcome = run(2, limits, [&](std::size_t i) {
    for (int step = 0; step < 3; ++step) {
      if (i == 0) begin_step();
      spend(0.6);
    }
    return std::string();
  });
  REQUIRE(outcome.taken.size() == 1);
  REQUIRE(outcome.lost.at(1) == "took more than 1 s of processor time");
}

TEST_CASE("D1: a null pointer and a bottomless recursion cost one job each") {
  static const auto deep = [](auto& self, int n) -> int {
    volatile char room[4096];
    room[0] = static_cast<char>(n);
    return n < 0 ? 0 : self(self, n + 1) + room[0];
  };
  const Outcome outcome = run(50, processes(2), [](std::size_t i) {
    if (i == 10) *reinterpret_cast<volatile int*>(static_cast<std::uintptr_t>(zero)) = 1;
    if (i == 30) return std::to_string(deep(deep, zero));
    return std::string();
  });
  REQUIRE(outcome.taken.size() == 48);
  REQUIRE(outcome.lost.count(10) == 1);
  REQUIRE(outcome.lost.count(30) == 1);
}
#endif

TEST_CASE("a machine failure in a job ends everything and is thrown with its own words") {
  try {
    run(1000, processes(2), [](std::size_t i) -> std::string {
      if (i == 500) throw std::system_error(ENOSPC, std::generic_category(), "cannot write en/index.html");
      return {};
    });
    FAIL("nothing was thrown");
  } catch (const std::system_error& error) {
    REQUIRE(error.code().value() == ENOSPC);
    REQUIRE(std::string(error.what()) == "cannot write en/index.html: No space left on device");
  }
  REQUIRE(no_children_left());
}

TEST_CASE("when take or lost throws, no process is left") {
  PoolWork work;
  work.work = [](std::size_t i) -> std::string {
    if (i == 50) spin();
    if (i == 60) _exit(1);
    return "x";
  };
  SECTION("take") {
    work.take = [](std::size_t i, std::string) {
      if (i == 5) throw std::runtime_error("no more");
    };
    work.lost = [](std::size_t, std::string) {};
  }
  SECTION("lost") {
    work.take = [](std::size_t, std::string) {};
    work.lost = [](std::size_t, std::string) { throw std::runtime_error("no more"); };
  }
  PoolLimits limits = processes(3);
  limits.seconds_each = 1;  // job 60 may have to wait behind job 50
  REQUIRE_THROWS_WITH(run_in_processes(100, limits, work), "no more");
  REQUIRE(no_children_left());
}

TEST_CASE("processes that cannot start are not tried for ever") {
  const auto nothing = [](std::size_t) { return std::string(); };
  REQUIRE_THROWS_AS(run(10, processes(2), nothing, [](unsigned) { _exit(3); }), std::system_error);
  // (Not what the exception says, which might quote a record.)
  REQUIRE_THROWS_WITH(
      run(10, processes(2), nothing, [](unsigned) { throw std::runtime_error("secret"); }),
      "a worker process could not start: it failed with an unexpected std::runtime_error: Operation canceled");
  REQUIRE_THROWS_WITH(run(10, processes(2), nothing,
                          [](unsigned) { throw std::system_error(EMFILE, std::generic_category(), "cannot open x"); }),
                      "cannot open x: Too many open files");
  REQUIRE(no_children_left());
}

TEST_CASE("a process that dies between jobs is replaced and loses nothing") {
  const Outcome outcome = run(
      300, processes(2), [](std::size_t) { return std::string("x"); },
      [](unsigned process) {
        if (process == 0) _exit(9);
      });
  REQUIRE(outcome.taken.size() == 300);
}

TEST_CASE("a job that writes nonsense into the conversation is ended") {
  const Outcome outcome = run(50, processes(2), [](std::size_t i) {
    if (i == 17) {
      const std::string noise(100, '\xEE');
      for (int socket = 3; socket < 64; ++socket) send(socket, noise.data(), noise.size(), MSG_NOSIGNAL);
    }
    return std::string("x");
  });
  REQUIRE(outcome.once);
  REQUIRE(outcome.taken.size() + outcome.lost.size() == 50);
  REQUIRE(outcome.lost.size() >= 1);
  REQUIRE(outcome.lost.size() <= 4);  // which job it was cannot be known: a few may be blamed before the right one
}

TEST_CASE("signals that interrupt the coordinator change nothing") {
  struct sigaction action {
  }, before{};
  action.sa_handler = [](int) {};
  sigaction(SIGALRM, &action, &before);
  const pid_t here = getpid();
  const Outcome outcome = run(2000, processes(2), [&](std::size_t) {
    kill(here, SIGALRM);
    return std::string(5000, 'x');
  });
  sigaction(SIGALRM, &before, nullptr);
  REQUIRE(outcome.taken.size() == 2000);
}

TEST_CASE("L9: a worker process has no standard input, no network, no core dump, and starts no program") {
  const Outcome outcome = run(1, processes(1), [](std::size_t) {
    std::string seen;
    char byte;
    seen += read(STDIN_FILENO, &byte, 1) == 0 ? "no input" : "input";
    seen += socket(AF_INET, SOCK_STREAM, 0) < 0 ? ", no network" : ", network";
    seen += system(nullptr) == 0 || system("true") != 0 ? ", no programs" : ", programs";
    return seen;
  });
  REQUIRE(outcome.taken.at(0) == "no input, no network, no programs");
}

TEST_CASE("requests to stop are left to the caller's process") {
  const Outcome outcome = run(20, processes(2), [](std::size_t) {
    raise(SIGTERM);
    raise(SIGINT);
    return std::string("still here");
  });
  REQUIRE(outcome.taken.size() == 20);
}

TEST_CASE("L9: workers die with the coordinator") {
  auto* worker = shared<std::atomic<pid_t>>();
  const pid_t coordinator = fork();
  if (coordinator == 0) {
    PoolWork work;
    work.work = [&](std::size_t) -> std::string {
      worker->store(getpid());
      for (;;) pause();
    };
    work.take = [](std::size_t, std::string) {};
    work.lost = [](std::size_t, std::string) {};
    run_in_processes(1, processes(1), work);
    _exit(0);
  }
  while (worker->load() == 0) usleep(1000);
  kill(coordinator, SIGKILL);
  waitpid(coordinator, nullptr, 0);
  int turns = 0;
  // A zombie that nobody has collected yet is dead enough.
  const auto is_running = [&] {
    const std::string path = "/proc/" + std::to_string(worker->load()) + "/stat";
    const int file = open(path.c_str(), O_RDONLY);
    if (file < 0) return false;
    char text[256] = {};
    const ssize_t got = read(file, text, sizeof text - 1);
    close(file);
    return got > 0 && std::string(text).find(") Z") == std::string::npos;
  };
  while (is_running() && turns < 3000) {
    usleep(1000);
    ++turns;
  }
  REQUIRE(!is_running());
}

TEST_CASE("tiny jobs cost next to nothing") {
  const auto began = std::chrono::steady_clock::now();
  std::size_t sum = 0, taken = 0;
  PoolWork work;
  work.work = [](std::size_t i) { return std::string(1, static_cast<char>(i & 1)); };
  work.take = [&](std::size_t, std::string bytes) { sum += static_cast<std::size_t>(bytes[0]), ++taken; };
  work.lost = [](std::size_t, std::string) { FAIL("lost a job"); };
  run_in_processes(1000000, processes(2), work);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  WARN("1,000,000 tiny jobs in two processes: " << static_cast<long>(1e6 / took.count()) << " a second");
  REQUIRE(taken == 1000000);
  REQUIRE(sum == 500000);
  REQUIRE(took.count() < 30);
}

TEST_CASE("the caller does something else meanwhile, with processes of its own") {
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  std::size_t taken = 0, asked = 0, inner = 0;
  PoolWork work;
  work.work = [](std::size_t) { return std::string("x"); };
  work.take = [&](std::size_t, std::string) {
    // Somebody asks now and then.
    if (taken++ % 100 == 0) REQUIRE(write(ends[1], "?", 1) == 1);
  };
  work.lost = [](std::size_t, std::string) { FAIL("lost a job"); };
  work.meanwhile = {ends[0], [&] {
                      char question;
                      REQUIRE(read(ends[0], &question, 1) == 1);
                      ++asked;
                      inner += run(3, processes(2), [](std::size_t i) { return std::to_string(i); }).taken.size();
                    }};
  PoolLimits limits = processes(2);
  limits.gives_way = true;
  // What is asked before the last answers is attended to; with the last of them all ends.
  run_in_processes(2000, limits, work);
  REQUIRE(taken == 2000);
  REQUIRE(asked > 0);
  REQUIRE(inner == 3 * asked);
  REQUIRE(no_children_left());

  work.meanwhile.ready = [] { throw std::runtime_error("enough"); };
  REQUIRE(write(ends[1], "?", 1) == 1);
  REQUIRE_THROWS_AS(run_in_processes(2000, limits, work), std::runtime_error);
  REQUIRE(no_children_left());
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace onshelf
