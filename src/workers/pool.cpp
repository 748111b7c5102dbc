#include "workers/pool.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <deque>
#include <new>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "workers/answer.h"
#include "workers/confine.h"
#include "workers/worker.h"

namespace onshelf {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Ranges are sized to take about this long: long enough to drown the talking, short enough that all end together.
constexpr milliseconds kShortRange{10};
constexpr milliseconds kLongRange{40};
constexpr std::uint64_t kLargestRange = 4096;
// One in work and one waiting, so that a process never idles while its answers travel.
constexpr std::size_t kRangesAhead = 2;
// Processes that may die one after the other without an answer in between.
constexpr unsigned kFruitlessDeaths = 5;
// As `nice` has it.
constexpr int kGivesWay = 5;
// Exit codes of a worker process itself; anything else came from the code it ran.
constexpr int kConfineFailed = 121;
constexpr int kStartFailed = 122;

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

std::string describe_end(int status, unsigned seconds_each) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kConfineFailed) return "could not be confined";
  if (WIFEXITED(status)) return fmt::format("ended its process with exit code {}", WEXITSTATUS(status));
  if (!WIFSIGNALED(status)) return "ended";
  const int number = WTERMSIG(status);
  std::string_view name;
  switch (number) {
    case SIGPROF:
      return fmt::format("took more than {} s of processor time", seconds_each);
    case SIGABRT:
      name = " (abort)";
      break;
    case SIGSEGV:
      name = " (invalid memory access, or stack used up)";
      break;
    case SIGBUS:
      name = " (bus error)";
      break;
    case SIGFPE:
      name = " (impossible arithmetic)";
      break;
    case SIGILL:
      name = " (invalid instruction)";
      break;
    case SIGSYS:
      name = " (forbidden system call)";
      break;
    case SIGKILL:
      name = " (killed, perhaps because the machine ran out of memory)";
      break;
    default:
      break;
  }
  return fmt::format("ended by signal {}{}", number, name);
}

// One WorkerPlace for each process, in memory that forks share.
class SharedPlaces {
 public:
  explicit SharedPlaces(std::size_t count) : size_(count * sizeof(WorkerPlace)) {
    void* memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) fail("cannot share memory with worker processes");
    places_ = new (memory) WorkerPlace[count];
  }
  ~SharedPlaces() { munmap(places_, size_); }
  SharedPlaces(const SharedPlaces&) = delete;
  SharedPlaces& operator=(const SharedPlaces&) = delete;
  WorkerPlace& operator[](std::size_t at) { return places_[at]; }

 private:
  std::size_t size_;
  WorkerPlace* places_;
};

// Jobs nobody has been given yet.
class Pending {
 public:
  explicit Pending(std::uint64_t count) : count_(count) { give_back({0, count}, 0); }

  bool empty() const { return ranges_.empty(); }
  std::uint64_t count() const { return count_; }

  JobRange take(std::uint64_t most) {
    JobRange& first = ranges_.front();
    const JobRange taken{first.begin, std::min(first.end, first.begin + most)};
    first.begin = taken.end;
    if (first.begin == first.end) ranges_.pop_front();
    count_ -= taken.end - taken.begin;
    return taken;
  }

  void give_back(JobRange range) { give_back(range, range.end - range.begin); }

 private:
  void give_back(JobRange range, std::uint64_t more) {
    count_ += more;
    if (range.begin < range.end) ranges_.push_front(range);
  }

  std::deque<JobRange> ranges_;
  std::uint64_t count_;
};

// The coordinator's side of one process.
struct Worker {
  pid_t pid = -1;
  int socket = -1;
  std::deque<JobRange> given;  // without what was answered; the first is in work
  std::uint64_t range_size = 1;
  Clock::time_point range_began;

  // The answer being received.
  AnswerHead head;
  std::size_t head_bytes = 0;
  std::string body;

  bool alive() const { return pid > 0; }
};

class Coordinator {
 public:
  Coordinator(std::size_t count, const PoolLimits& limits, const PoolWork& work)
      : limits_(limits),
        work_(work),
        pending_(count),
        workers_(std::min<std::size_t>(std::max(limits.processes, 1U), count)),
        places_(workers_.size()),
        chunk_(256 * 1024) {}

  ~Coordinator() {
    for (const Worker& worker : workers_)
      if (worker.alive()) kill(worker.pid, SIGKILL);  // all at once, so that they end side by side
    for (Worker& worker : workers_) end(worker);
  }
  Coordinator(const Coordinator&) = delete;
  Coordinator& operator=(const Coordinator&) = delete;

  void run() {
    for (Worker& worker : workers_) start(worker);
    while (wait_for_answers()) {
    }
  }

 private:
  bool wait_for_answers();
  void start(Worker& worker);
  [[noreturn]] void be_worker(Worker& self, int socket, pid_t parent);
  void feed(Worker& worker);
  void receive(Worker& worker);
  bool read_answers(Worker& worker, std::string_view bytes);
  bool is_expected(const Worker& worker) const;
  void finish_answer(Worker& worker);
  void bury(Worker& worker, std::string_view misbehaviour);
  int wait_for_end(Worker& worker);
  int end(Worker& worker);
  std::size_t index_of(const Worker& worker) const { return static_cast<std::size_t>(&worker - workers_.data()); }

  const PoolLimits& limits_;
  const PoolWork& work_;
  Pending pending_;
  std::vector<Worker> workers_;
  SharedPlaces places_;
  std::vector<char> chunk_;
  unsigned processes_made_ = 0;
  unsigned fruitless_deaths_ = 0;
};

// False: all is done.
bool Coordinator::wait_for_answers() {
  std::vector<pollfd> sockets;
  std::vector<Worker*> owners;
  for (Worker& worker : workers_) {
    if (!worker.alive() && !pending_.empty()) start(worker);
    feed(worker);
    if (worker.given.empty()) continue;
    sockets.push_back({worker.socket, POLLIN, 0});
    owners.push_back(&worker);
  }
  if (sockets.empty()) return false;
  const std::size_t workers = sockets.size();
  if (work_.meanwhile.ready) sockets.push_back({work_.meanwhile.descriptor, POLLIN, 0});
  if (poll(sockets.data(), sockets.size(), -1) < 0) {
    if (errno == EINTR) return true;
    fail("cannot wait for worker processes");
  }
  for (std::size_t i = 0; i < workers; ++i)
    if (sockets[i].revents != 0) receive(*owners[i]);
  if (sockets.size() > workers && sockets.back().revents != 0) work_.meanwhile.ready();
  return true;
}

void Coordinator::start(Worker& worker) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) fail("cannot talk to worker processes");
  WorkerPlace& place = places_[index_of(worker)];
  place.job.store(WorkerPlace::kStarting);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) {
    const int error = errno;
    close(ends[0]);
    close(ends[1]);
    errno = error;
    fail("cannot start a worker process");
  }
  if (pid == 0) {
    close(ends[0]);
    be_worker(worker, ends[1], parent);
  }
  close(ends[1]);
  worker = Worker{};
  worker.pid = pid;
  worker.socket = ends[0];
  worker.range_began = Clock::now();
  ++processes_made_;
}

// Never returns into the parent's frames, and leaves their destructors, buffers and atexit work to the parent.
void Coordinator::be_worker(Worker& self, int socket, pid_t parent) {
  WorkerPlace& place = places_[index_of(self)];
  for (const Worker& other : workers_)
    if (other.socket >= 0) close(other.socket);
  if (limits_.gives_way) setpriority(PRIO_PROCESS, 0, kGivesWay);
  int code = 0;
  if (!confine_this_process(parent, limits_.memory)) {
    code = kConfineFailed;
  } else {
    try {
      if (work_.start) work_.start(processes_made_);
      place.job.store(WorkerPlace::kBetweenJobs);
    } catch (...) {
      // Sent where the first answer would be: no job can be done without this.
      Caught caught = describe_exception();
      caught.head.job = WorkerPlace::kStarting;
      caught.head.size = caught.text.size();
      send_all(socket, &caught.head, sizeof caught.head);
      send_all(socket, caught.text.data(), caught.text.size());
      code = kStartFailed;
    }
  }
  if (code == 0) answer_jobs(socket, place, limits_.seconds_each, work_.work);
  _exit(code);
}

void Coordinator::feed(Worker& worker) {
  while (worker.alive() && !pending_.empty() && worker.given.size() < kRangesAhead) {
    // Towards the end the ranges shrink, so that no process is left alone with a long one.
    const std::uint64_t fair = pending_.count() / (workers_.size() * 4);
    const JobRange range = pending_.take(std::min(worker.range_size, std::max<std::uint64_t>(fair, 1)));
    if (worker.given.empty()) worker.range_began = Clock::now();
    worker.given.push_back(range);
    // A few bytes into an almost empty buffer: never blocks, never short. Should the process be dead, the range is
    // taken back when that is noticed.
    send_all(worker.socket, &range, sizeof range);
  }
}

void Coordinator::receive(Worker& worker) {
  const ssize_t got = recv(worker.socket, chunk_.data(), chunk_.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (got <= 0) return bury(worker, {});
  if (!read_answers(worker, {chunk_.data(), static_cast<std::size_t>(got)})) bury(worker, "garbled its answer");
}

// False: that was no answer to what was asked.
bool Coordinator::read_answers(Worker& worker, std::string_view bytes) {
  while (!bytes.empty()) {
    if (worker.head_bytes < sizeof worker.head) {
      const std::size_t size = std::min(bytes.size(), sizeof worker.head - worker.head_bytes);
      std::memcpy(reinterpret_cast<char*>(&worker.head) + worker.head_bytes, bytes.data(), size);
      worker.head_bytes += size;
      bytes.remove_prefix(size);
      if (worker.head_bytes < sizeof worker.head) return true;
      if (!is_expected(worker)) return false;
      worker.body.reserve(worker.head.size);
    }
    const std::size_t size = std::min<std::size_t>(bytes.size(), worker.head.size - worker.body.size());
    worker.body.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    if (worker.body.size() == worker.head.size) finish_answer(worker);
  }
  return true;
}

bool Coordinator::is_expected(const Worker& worker) const {
  const AnswerHead& head = worker.head;
  if (head.size > kLargestAnswer || head.kind > AnswerKind::machine_failed) return false;
  if (head.job == WorkerPlace::kStarting) return head.kind != AnswerKind::result;
  return !worker.given.empty() && head.job == worker.given.front().begin;
}

void Coordinator::finish_answer(Worker& worker) {
  const AnswerHead head = worker.head;
  std::string body = std::exchange(worker.body, {});
  worker.head_bytes = 0;
  if (head.kind == AnswerKind::machine_failed) throw std::system_error(head.error, std::generic_category(), body);
  if (head.job == WorkerPlace::kStarting)
    throw std::system_error(ECANCELED, std::generic_category(), "a worker process could not start: it " + body);

  fruitless_deaths_ = 0;
  JobRange& range = worker.given.front();
  ++range.begin;
  if (range.begin == range.end) {
    worker.given.pop_front();
    const auto now = Clock::now();
    const auto took = now - worker.range_began;
    if (took < kShortRange) worker.range_size = std::min(worker.range_size * 2, kLargestRange);
    if (took > kLongRange) worker.range_size = std::max<std::uint64_t>(worker.range_size / 2, 1);
    worker.range_began = now;
  }
  if (head.kind == AnswerKind::result)
    work_.take(head.job, std::move(body));
  else
    work_.lost(head.job, std::move(body));
}

// The process has ended or must: the job it was at is lost, the others are for someone else.
void Coordinator::bury(Worker& worker, std::string_view misbehaviour) {
  const int status = misbehaviour.empty() ? wait_for_end(worker) : end(worker);
  const std::uint64_t last = places_[index_of(worker)].job.load();
  std::optional<std::uint64_t> lost;
  std::string why = misbehaviour.empty() ? describe_end(status, limits_.seconds_each) : std::string(misbehaviour);
  // `last` was written by the process that died, so it is believed only where it names a job it had.
  for (auto range = worker.given.rbegin(); range != worker.given.rend(); ++range) {
    if (!lost && last >= range->begin && last < range->end) {
      lost = last;
      pending_.give_back({last + 1, range->end});
      range->end = last;
    }
    pending_.give_back(*range);
  }
  if (!misbehaviour.empty() && !lost && !worker.given.empty()) lost = pending_.take(1).begin;
  worker.given.clear();
  worker.head_bytes = 0;
  worker.body = {};
  if (lost) {
    fruitless_deaths_ = 0;
    work_.lost(*lost, std::move(why));
  } else if (++fruitless_deaths_ >= kFruitlessDeaths) {
    throw std::system_error(ECANCELED, std::generic_category(),
                            "worker processes die before they do anything; the last one " + why);
  }
}

// For a process that hung up and so is about to end by itself, the way of which we want to know. One that only closed its
// socket gets no more than two seconds.
int Coordinator::wait_for_end(Worker& worker) {
  close(std::exchange(worker.socket, -1));
  int status = 0;
  for (int turn = 0; turn < 2000; ++turn) {
    const pid_t ended = waitpid(worker.pid, &status, WNOHANG);
    if (ended == worker.pid || (ended < 0 && errno != EINTR)) {
      worker.pid = -1;
      return status;
    }
    usleep(turn < 20 ? 100 : 1000);
  }
  return end(worker);
}

// It has nothing to save, so it need not be asked. Does nothing for one that has ended.
int Coordinator::end(Worker& worker) {
  if (worker.socket >= 0) close(std::exchange(worker.socket, -1));
  if (!worker.alive()) return 0;
  const pid_t pid = std::exchange(worker.pid, -1);
  kill(pid, SIGKILL);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

void run_in_processes(std::size_t count, const PoolLimits& limits, const PoolWork& work) {
  if (count == 0) return;
  if (limits.processes == 0) {
    if (work.start) work.start(0);
    for (std::size_t i = 0; i < count; ++i) work.take(i, work.work(i));
    return;
  }
  Coordinator(count, limits, work).run();
}

}  // namespace onshelf
