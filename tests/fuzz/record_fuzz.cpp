// Any bytes as the record of a listing.
#include "judged_record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  onshelf::fuzz::judge_bytes(onshelf::fuzz::bytes_of(data, size), "listing");
  return 0;
}
