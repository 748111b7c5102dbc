#include "text/intern_table.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "support/catch.h"

namespace onshelf {
namespace {

TEST_CASE("a thing keeps its number while the table grows, whatever hashes things share") {
  for (const std::uint64_t spread : std::initializer_list<std::uint64_t>{0, 1, 7, 1 << 30}) {
    CAPTURE(spread);
    InternTable table(2);
    std::vector<std::string> things;
    const auto number_of = [&](const std::string& thing, std::uint64_t hash) {
      const std::uint32_t number = table.intern(hash, [&](std::uint32_t one) { return things[one] == thing; });
      if (number == things.size()) things.push_back(thing);
      return number;
    };
    for (int round = 0; round < 2; ++round)
      for (std::uint32_t i = 0; i < 500; ++i) {
        // ~0 is in the last slot, so that what follows goes round.
        const std::uint64_t hash = i % 3 == 0 ? ~std::uint64_t{0} : i * spread;
        REQUIRE(number_of(std::to_string(i), hash) == i);
      }
    CHECK(things.size() == 500);
  }
}

}  // namespace
}  // namespace onshelf
