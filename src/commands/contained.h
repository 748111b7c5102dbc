// How the records of strangers are worked on: in processes with limits, one record's trouble costing that record only.
#pragma once

#include <string>

#include "findings/finding.h"
#include "workers/pool.h"

namespace onshelf {

// Who does something meanwhile has the processors first.
PoolLimits limits_for_strangers(unsigned jobs, const Meanwhile& meanwhile = {});

// For a record whose process died over it or ran over its limits. `folder` is content/listings or content/sellers.
Finding lost_record(const std::string& folder, const std::string& id, std::string why);

}  // namespace onshelf
