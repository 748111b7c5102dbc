#include "text/base64.h"

#include "support/catch.h"

using namespace onshelf;

TEST_CASE("base64 as in RFC 4648") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"\xff\xfe\xfd", "//79"}};
  for (const auto& [bytes, text] : rows) CHECK(to_base64(bytes) == text);
}
