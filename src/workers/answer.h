// What coordinator and worker process say to each other over their socket, in the machine's own byte order.
//
//   coordinator -> worker    JobRange*
//   worker -> coordinator    (AnswerHead byte{size})*, one for each job of the ranges, in their order
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace onshelf {

struct JobRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;  // one past the last
};

enum class AnswerKind : std::uint32_t {
  result,          // the bytes that `work` returned
  lost,            // why, in words
  machine_failed,  // an error number as AnswerHead::error, and in the bytes what was tried
};

struct AnswerHead {
  std::uint64_t job = 0;
  std::uint64_t size = 0;
  AnswerKind kind = AnswerKind::result;
  std::int32_t error = 0;
};

// A worker that claims more has lost its mind; its job would never fit a page or a picture.
constexpr std::uint64_t kLargestAnswer = std::uint64_t{1} << 30;

// Where a worker is, in memory both sides see: after a death it tells which job was the last.
struct alignas(64) WorkerPlace {
  static constexpr std::uint64_t kStarting = ~std::uint64_t{0};
  static constexpr std::uint64_t kBetweenJobs = kStarting - 1;
  std::atomic<std::uint64_t> job;
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free, "shared between processes");

}  // namespace onshelf
