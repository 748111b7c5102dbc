#include "workers/worker.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>
#include <system_error>
#include <typeinfo>

#include <cxxabi.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace onshelf {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// The kernel ends this process when it has used so much processor time since the last call. A job gets what is left from
// the last arming, so arming again only now and then (a system call) gives each its limit and at most kSlack more.
class ProcessorLimit {
 public:
  static constexpr milliseconds kSlack{100};

  explicit ProcessorLimit(unsigned seconds) : seconds_(seconds) { arm(Clock::now()); }
  void next_job(Clock::time_point now) {
    if (now - armed_ >= kSlack) arm(now);
  }

 private:
  void arm(Clock::time_point now) {
    armed_ = now;
    if (seconds_ == 0) return;
    itimerval timer{};
    timer.it_value.tv_sec = static_cast<time_t>(seconds_);
    timer.it_value.tv_usec = std::chrono::microseconds(kSlack).count();
    setitimer(ITIMER_PROF, &timer, nullptr);
  }

  unsigned seconds_;
  Clock::time_point armed_;
};

ProcessorLimit* limit_of_this_process = nullptr;

// Gathers small answers, so that a tiny job does not cost a system call.
class AnswerStream {
 public:
  explicit AnswerStream(int socket) : socket_(socket), sent_(Clock::now()) {}

  bool put(AnswerHead head, std::string_view body, Clock::time_point now) {
    head.size = body.size();
    buffer_.append(reinterpret_cast<const char*>(&head), sizeof head);
    if (body.size() >= kLarge) return flush(now) && send_all(socket_, body.data(), body.size());
    buffer_ += body;
    return (buffer_.size() < kLarge && now - sent_ < kOldest) || flush(now);
  }

  bool flush(Clock::time_point now) {
    sent_ = now;
    const bool sent = send_all(socket_, buffer_.data(), buffer_.size());
    buffer_.clear();
    return sent;
  }

 private:
  static constexpr std::size_t kLarge = 64 * 1024;
  static constexpr milliseconds kOldest{20};

  int socket_;
  Clock::time_point sent_;
  std::string buffer_;
};

bool receive_range(int socket, JobRange& range) {
  char* at = reinterpret_cast<char*>(&range);
  std::size_t missing = sizeof range;
  while (missing > 0) {
    const ssize_t got = recv(socket, at, missing, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    missing -= static_cast<std::size_t>(got);
  }
  return true;
}

std::string name_of_current_exception() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "exception";
  int status = 0;
  char* name = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
  std::string text = status == 0 && name != nullptr ? name : type->name();
  std::free(name);
  return text;
}

}  // namespace

void begin_step() noexcept {
  if (limit_of_this_process) limit_of_this_process->next_job(Clock::now());
}

bool send_all(int socket, const void* bytes, std::size_t size) noexcept {
  const char* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t sent = send(socket, at, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return false;
    at += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

Caught describe_exception() noexcept {
  Caught caught;
  caught.head.kind = AnswerKind::lost;
  try {
    throw;
  } catch (const std::bad_alloc&) {
    caught.out_of_memory = true;
    caught.text = "ran out of memory";
  } catch (const std::system_error& error) {
    caught.head.kind = AnswerKind::machine_failed;
    caught.head.error = error.code().value();
    caught.text = error.what();
    // what() ends in the error's own words, which the one made from it will add again.
    const std::string ending = ": " + error.code().message();
    if (caught.text.ends_with(ending)) caught.text.resize(caught.text.size() - ending.size());
  } catch (...) {
    caught.text = "failed with an unexpected " + name_of_current_exception();
  }
  return caught;
}

void answer_jobs(int socket, WorkerPlace& place, unsigned seconds_each,
                 const std::function<std::string(std::size_t)>& work) noexcept {
  ProcessorLimit limit(seconds_each);
  limit_of_this_process = &limit;
  AnswerStream answers(socket);
  JobRange range;
  while (receive_range(socket, range)) {
    for (std::uint64_t job = range.begin; job < range.end; ++job) {
      limit.next_job(Clock::now());
      AnswerHead head;
      std::string text;
      bool out_of_memory = false;
      place.job.store(job, std::memory_order_relaxed);
      try {
        text = work(job);
      } catch (...) {
        Caught caught = describe_exception();
        head = caught.head;
        text = std::move(caught.text);
        out_of_memory = caught.out_of_memory;
      }
      if (text.size() > kLargestAnswer) {
        head.kind = AnswerKind::lost;
        text = "made more than 1 GiB";
      }
      head.job = job;
      const auto now = Clock::now();
      if (!answers.put(head, text, now)) return;
      place.job.store(WorkerPlace::kBetweenJobs, std::memory_order_relaxed);
      // What is left of this memory is anyone's guess: the rest is for a new process.
      if (out_of_memory) {
        answers.flush(now);
        return;
      }
    }
    if (!answers.flush(Clock::now())) return;
  }
}

}  // namespace onshelf
