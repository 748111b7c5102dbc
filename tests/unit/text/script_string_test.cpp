#include <nlohmann/json.hpp>

#include "support/catch.h"
#include "text/escape.h"
#include "text/utf8.h"

using namespace onshelf;

namespace {

std::string written(std::string_view text) {
  std::string out;
  append_script_string(out, text);
  return out;
}

}  // namespace

TEST_CASE("strings of a script are JSON that a script element cannot misread") {
  CHECK(written("") == R"("")");
  CHECK(written("</script><!--&") == R"("\u003c/script\u003e\u003c!--\u0026")");
  CHECK(written("a \"b\" \\ \b\f\n\r\t") == R"("a \"b\" \\ \b\f\n\r\t")");
  CHECK(written("\x01\x1A\x1B\x1F\x7F") == "\"\\u0001\\u001A\\u001B\\u001F\x7F\"");
  CHECK(written("a\u2027\u2028\u2029\u202A\u20AC") == "\"a\u2027\\u2028\\u2029\u202A\u20AC\"");
  CHECK(written("\xE2") == "\"\xE2\"");  // callers see to valid UTF-8
}

TEST_CASE("strings of a script are read back as they were, whatever stands at whatever place") {
  const std::string_view neighbours[] = {"", "a", "\"", "\u2028", "\u4E2D", "four"};
  for (char32_t point = 0; point < 0x3000; ++point) {
    std::string one;
    append_utf8(one, point);
    for (std::string_view before : neighbours)
      for (std::string_view after : neighbours) {
        const std::string text = std::string(before) + one + std::string(after);
        const std::string json = written(text);
        if (nlohmann::json::parse(json) != text || json.find_first_of("<>&\n") != std::string::npos) FAIL(json);
      }
  }
}
