#include "text/secure_hash.h"

#include <string>

#include "support/catch.h"

namespace onshelf {
namespace {

constexpr HashSecret kSecret = {1, 2, 3};

ContentHash of(std::initializer_list<std::string_view> texts, const HashSecret& secret = kSecret) {
  SecureHasher hash(secret);
  for (const std::string_view text : texts) hash.add(text);
  return hash.value();
}

TEST_CASE("secure hashes tell sequences of texts apart") {
  CHECK(of({"ab", "c"}) == of({"ab", "c"}));
  CHECK(of({"ab", "c"}) != of({"a", "bc"}));
  CHECK(of({"abc"}) != of({"abc", ""}));
  CHECK(of({}) != ContentHash{});
  // A kilobyte block and what follows it: what cancels out in faster hashes does not here.
  const std::string block(1024, 'a'), other = block.substr(1) + 'b';
  CHECK(of({block + other}) != of({other + block}));
}

TEST_CASE("secure hashes of another secret are others") {
  CHECK(of({"abc"}) != of({"abc"}, {1, 2, 4}));
  CHECK(random_secret() != random_secret());
}

}  // namespace
}  // namespace onshelf
