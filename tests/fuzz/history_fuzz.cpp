// Any bytes as the publication history: read whole, or refused with a finding; and written again it reads the same.
#include "fuzz.h"
#include "load/history.h"
#include "support/memory_disk.h"
#include "write/history_file.h"

using namespace onshelf;
using namespace onshelf::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  MemoryDisk disk{{"history.json", std::string(bytes_of(data, size))}};
  Findings findings;
  const auto history = load_history(disk, "history.json", findings);
  require(history.has_value() != findings.has_errors());
  if (!history) return 0;
  const std::string written = history_bytes(*history);
  disk.put("history.json", written);
  const auto again = load_history(disk, "history.json", findings);
  require(again && !findings.has_errors());
  require(again->listings.size() == history->listings.size() && again->gone.size() == history->gone.size());
  require(history_bytes(*again) == written);
  return 0;
}
