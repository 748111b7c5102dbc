// Any bytes as a JPEG.
#include "picture_round.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  onshelf::fuzz::run_picture(onshelf::fuzz::bytes_of(data, size));
  return 0;
}
