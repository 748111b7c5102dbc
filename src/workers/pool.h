// Processes that carry the work on sellers' bytes and with it the parallel work.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace onshelf {

struct PoolLimits {
  unsigned processes = 1;      // 0: none, the work is done here and without limits, for debuggers and profilers
  unsigned seconds_each = 10;  // CPU seconds for one job before its process is ended; 0: no limit
  std::size_t memory = 0;      // bytes a process may map beyond what it inherits; 0: no limit
  bool gives_way = false;      // to whatever else wants the processors, the caller first
};

// What the caller does beside waiting for its processes.
struct Meanwhile {
  int descriptor = -1;          // -1: nothing
  std::function<void()> ready;  // is called here when there is something to read; it may use processes of its own
};

// Runs `work(i)` for every i in [0, count) in forked processes and hands each result to `take(i, bytes)` here, in any order.
// The processes inherit everything the caller holds, copy-on-write; they share nothing back but the bytes they return.
// They are reused for many jobs, fed in batches. One that dies or runs over costs the job it was doing only:
// `lost(i, why)` is called instead of `take`, a new process is forked, and the rest goes on. Answers travel together, so
// a death may take finished ones along: those jobs are done again. Every i ends in exactly one `take` or `lost`.
// `start(process)` runs once in each new process before its first job; process counts from 0 and never repeats.
struct PoolWork {
  std::function<void(unsigned process)> start;  // may be empty
  std::function<std::string(std::size_t)> work;
  std::function<void(std::size_t, std::string)> take;
  std::function<void(std::size_t, std::string)>
      lost;  // why: "took more than 10 s of processor time"; never quotes input
  Meanwhile meanwhile;
};

// Within a job: what follows is a step of its own, and gets the whole of `seconds_each` anew. For work that is known beforehand to
// be bounded, such as the decoding of one picture after another. Does nothing outside the processes of a pool.
void begin_step() noexcept;

// An exception out of `work` is a lost job, but for std::system_error: then the machine failed (a full disk), no other
// job would fare better, and it is thrown again here. Also throws std::system_error when the machine cannot fork or talk,
// or processes keep dying without doing a job. So does what `meanwhile` throws. Whatever is thrown, no process outlives the call.
void run_in_processes(std::size_t count, const PoolLimits& limits, const PoolWork& work);

}  // namespace onshelf
