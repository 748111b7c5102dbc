#include "commands/contained.h"

namespace onshelf {

PoolLimits limits_for_strangers(unsigned jobs, const Meanwhile& meanwhile) {
  PoolLimits limits;
  limits.gives_way = static_cast<bool>(meanwhile.ready);
  limits.processes = jobs;
  limits.seconds_each = 2;
#ifndef ONSHELF_SANITIZED  // shadow memory is larger than any limit
  limits.memory = std::size_t{256} << 20;
#endif
  return limits;
}

Finding lost_record(const std::string& folder, const std::string& id, std::string why) {
  return {FindingSeverity::error,
          folder == "content/sellers" ? "seller-lost" : "listing-lost",
          Place{folder + '/' + id, 0, 0, {}, 0, 0},
          id,
          {"its texts or pictures could not be processed: {fault}", {{"fault", std::move(why)}}},
          "look for an extreme text or picture in this folder"};
}

}  // namespace onshelf
