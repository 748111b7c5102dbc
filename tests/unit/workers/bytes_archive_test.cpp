// Values as bytes and back, and bytes that are not what was written.
#include "workers/bytes_archive.h"

#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "support/catch.h"

namespace onshelf {
namespace {

enum class Shade : std::uint8_t { light, dark };

struct Sample {
  std::string text;
  std::vector<std::pair<std::string, std::int64_t>> pairs;
  std::optional<std::string> perhaps;
  std::vector<std::uint32_t> numbers;
  Shade shade = Shade::light;
  bool is_set = false;
  bool operator==(const Sample&) const = default;
};
template <class A>
void serialize(A& a, Sample& v) {
  a(v.text, v.pairs, v.perhaps, v.numbers, v.shade, v.is_set);
}

const Sample kSample{std::string("a\0b", 3),
                     {{"x", -1}, {"", std::numeric_limits<std::int64_t>::min()}},
                     "y",
                     {1, 2, 0xffffffff},
                     Shade::dark,
                     true};

TEST_CASE("values come back from their bytes as they were") {
  CHECK(from_bytes<Sample>(to_bytes(kSample)) == kSample);
  CHECK(from_bytes<Sample>(to_bytes(Sample{})) == Sample{});
}

TEST_CASE("bytes that end early are an exception, wherever they end") {
  const std::string bytes = to_bytes(kSample);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_THROWS_AS(from_bytes<Sample>(std::string_view(bytes).substr(0, size)), cereal::Exception);
}

TEST_CASE("a text that claims more bytes than there are asks for no memory") {
  std::string bytes = to_bytes(std::string("text"));
  for (std::size_t i = 0; i < sizeof(cereal::size_type); ++i) bytes[i] = '\xff';
  CHECK_THROWS_AS(from_bytes<std::string>(bytes), cereal::Exception);
  CHECK_THROWS_AS(from_bytes<std::string_view>(bytes), cereal::Exception);
}

TEST_CASE("a list that claims more values than there are bytes asks for no memory") {
  for (const cereal::size_type claimed :
       {cereal::size_type{5}, cereal::size_type{1} << 28, cereal::size_type{1} << 40, ~cereal::size_type{0}}) {
    const std::string bytes = to_bytes(claimed) + "rest";
    CHECK_THROWS_AS(from_bytes<std::vector<std::uint32_t>>(bytes), cereal::Exception);
    CHECK_THROWS_AS((from_bytes<std::vector<std::pair<std::string, std::string>>>(bytes)), cereal::Exception);
  }
}

TEST_CASE("any byte is a truth or none") {
  CHECK(from_bytes<bool>(std::string_view("\x02")) == true);
  CHECK_FALSE(from_bytes<bool>(std::string_view("\0", 1)));
}

TEST_CASE("a text can be read where it lies") {
  const std::string bytes = to_bytes(std::pair<std::string, std::string>("first", "second"));
  const auto [first, second] = from_bytes<std::pair<std::string_view, std::string_view>>(bytes);
  CHECK(first == "first");
  CHECK(second == "second");
  CHECK(first.data() > bytes.data());
  CHECK(second.data() + second.size() == bytes.data() + bytes.size());
}

}  // namespace
}  // namespace onshelf
