#include "preview/requested_range.h"

#include "support/catch.h"

using namespace onshelf;
using Kind = RequestedRange::Kind;

TEST_CASE("a range that can be read gives its bytes, and any other is ignored") {
  struct Row {
    const char* value;
    std::size_t size;
    Kind kind;
    std::size_t first = 0, count = 0;
  };
  const auto row = GENERATE(
      Row{"bytes=0-0", 10, Kind::part, 0, 1}, Row{"bytes=2-5", 10, Kind::part, 2, 4},
      Row{"bytes=2-", 10, Kind::part, 2, 8}, Row{"bytes=-3", 10, Kind::part, 7, 3},
      Row{"bytes=-30", 10, Kind::part, 0, 10}, Row{"bytes=9-999", 10, Kind::part, 9, 1},
      Row{"bytes=0-99999999999999999999999999", 10, Kind::part, 0, 10}, Row{"BYTES=0-1", 10, Kind::part, 0, 2},
      Row{"bytes= ,0-1 ,", 10, Kind::part, 0, 2},
      // Beyond the file.
      Row{"bytes=10-", 10, Kind::unsatisfiable}, Row{"bytes=10-12", 10, Kind::unsatisfiable},
      Row{"bytes=99999999999999999999999999-", 10, Kind::unsatisfiable}, Row{"bytes=-0", 10, Kind::unsatisfiable},
      Row{"bytes=0-", 0, Kind::unsatisfiable}, Row{"bytes=-1", 0, Kind::whole},
      // What cannot be read.
      Row{"", 10, Kind::whole}, Row{"bytes", 10, Kind::whole}, Row{"bytes=", 10, Kind::whole},
      Row{"bytes=,", 10, Kind::whole}, Row{"bytes=-", 10, Kind::whole}, Row{"bytes=5-2", 10, Kind::whole},
      Row{"bytes=a-b", 10, Kind::whole}, Row{"bytes=1", 10, Kind::whole}, Row{"bytes=1-2-3", 10, Kind::whole},
      Row{"bytes=+1-2", 10, Kind::whole}, Row{"bytes=--1", 10, Kind::whole}, Row{"bytes 0-1", 10, Kind::whole},
      Row{"pages=1-2", 10, Kind::whole}, Row{"bytes=0-1,5-2", 10, Kind::whole}, Row{"bytes=0-1,2-3,x", 10, Kind::whole},
      Row{"bytes=0-1,2-3", 10, Kind::several}, Row{"bytes=0-1,2-3,4-5", 10, Kind::several});
  CAPTURE(row.value, row.size);
  const RequestedRange range = read_range(row.value, row.size);
  CHECK(range.kind == row.kind);
  CHECK(range.first == row.first);
  CHECK(range.count == row.count);
}

TEST_CASE("a reply says which bytes it has, or how many there are") {
  CHECK(content_range(read_range("bytes=2-5", 10), 10) == "bytes 2-5/10");
  CHECK(content_range(read_range("bytes=10-", 10), 10) == "bytes */10");
}
