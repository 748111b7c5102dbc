#include "text/look_alike.h"

#include "support/catch.h"
#include "text/utf8.h"

using namespace onshelf;

TEST_CASE("X7: names that look the same have one key") {
  struct Row {
    std::string one, other;
    bool same;
  };
  const Row rows[] = {
      {"Paypal Cloud", "paypal cloud", true},
      {"Paypal Cloud", "Pаypаl Cloud", true},  // Cyrillic а
      {"Paypal", "ＰａｙＰａｌ", true},        // full width
      {"Paypal", "Paypa1", true},
      {"Gitea", "Gitéa", false},
      {"Café", "Cafe\u0301", true},
      {"Straße", "STRASSE", true},
      {"Kelvin", "\u212Aelvin", true},
      {"scope", "ѕсоре", true},  // all Cyrillic
      {"Gitea Server", "GiteaServer", true},
      {"Gitea Server", "Gitea\u2800Server", true},
      {"Gitea", "Gitlab", false},
      {"云镜像", "云镜象", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.one, row.other);
    CHECK((look_alike_key(row.one) == look_alike_key(row.other)) == row.same);
  }
  CHECK(look_alike_key("").empty());
}

TEST_CASE("X7: a character has the key that it has beside others, or is looked up with them") {
  // One beyond the Basic Multilingual Plane: what stands beside it is looked up as a whole.
  const std::string far = "\U00020BB7";
  for (char32_t c = 1; c < 0xFFFE; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    for (const char* mark : {"", "\u0301", "\u3099"}) {
      std::string text;
      append_utf8(text, c);
      text += mark;
      if (look_alike_key(text) + look_alike_key(far) == look_alike_key(text + far)) continue;
      CAPTURE(static_cast<unsigned>(c), mark);
      CHECK(look_alike_key(text) + look_alike_key(far) == look_alike_key(text + far));
    }
  }
}

TEST_CASE("X7: a word of mixed scripts is told from a text in several") {
  struct Row {
    std::string text;
    bool mixed;
  };
  const Row rows[] = {
      {"Pаypal", true},        // Cyrillic а
      {"Gitea Sеrver", true},  // Cyrillic е
      {"Αlpha", true},         // Greek Α
      {"Gitea Server", false}, {"Gitea代码托管", false},   {"Gitea サーバー版", false},
      {"خادم Gitea", false},   {"لـGitea", false},         {"Сервер Gitea", false},
      {"Gitea 서버", false},   {"PostgreSQL 16.2", false}, {"", false},
      {"Größe", false},        {"µ-blog", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(mixes_scripts(row.text) == row.mixed);
  }
}
