// The far side of the pool: what a forked process does until it is ended.
#pragma once

#include <functional>
#include <string>

#include "workers/answer.h"

namespace onshelf {

// Answers the jobs that come over the socket. Returns when the coordinator has closed its end, or when this process had
// better be replaced by a new one; the caller leaves with _exit, so that nothing of the parent is destroyed or flushed.
void answer_jobs(int socket, WorkerPlace& place, unsigned seconds_each,
                 const std::function<std::string(std::size_t)>& work) noexcept;

// What to tell of the exception being handled: its type, never its text, which may quote a record.
// A std::system_error is told whole: it is about the machine.
struct Caught {
  AnswerHead head;
  std::string text;
  bool out_of_memory = false;
};
Caught describe_exception() noexcept;

// False: the other side is gone.
bool send_all(int socket, const void* bytes, std::size_t size) noexcept;

}  // namespace onshelf
