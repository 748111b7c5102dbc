// What a worker process may not do.
#pragma once

#include <cstddef>

#include <sys/types.h>

namespace onshelf {

// For a process that was just forked by `parent`: dies with it, leaves no core dump, cannot be traced, reads no standard
// input, opens no network connection, starts no program, maps no more than `memory` bytes beyond what it has (0: any). Signals that
// ask the build to stop are left to the parent. False: the parent is gone, or a limit could not be set.
bool confine_this_process(pid_t parent, std::size_t memory);

}  // namespace onshelf
