// Any bytes as a record: no crash, places inside the file and in order, and the same value as the library's own reader.
#include <nlohmann/json.hpp>

#include "fuzz.h"
#include "load/json_document.h"

using namespace onshelf;
using namespace onshelf::fuzz;

namespace {

void check_places(const JsonValue& value, ByteRange within) {
  require(within.begin <= value.where.begin && value.where.begin < value.where.end && value.where.end <= within.end);
  std::size_t last = value.where.begin;
  const auto inside = [&](ByteRange range) {
    require(last <= range.begin);
    last = range.end;
  };
  for (const auto& item : value.items) {
    inside(item.where);
    check_places(item, value.where);
  }
  for (const auto& member : value.members) {
    inside(member.key_where);
    inside(member.value.where);
    check_places(member.value, value.where);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = bytes_of(data, size);
  SourceText source("record.json", bytes);
  Findings findings;
  const auto value = parse_json(source, {}, findings);
  require(value.has_value() != findings.has_errors());
  if (value) {
    check_places(*value, {0, size});
    require(to_nlohmann(*value) == nlohmann::json::parse(bytes));
  } else {
    for (const auto& finding : findings.all()) require(finding.where.excerpt.empty());
  }
  return 0;
}
