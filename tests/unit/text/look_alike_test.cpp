#include "text/look_alike.h"

#include "support/catch.h"

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

TEST_CASE("X7: a name in ASCII has the key that it has beside other letters") {
  const std::string letter = "\u4E91";
  std::string all;
  for (char c = 1; c < 127; ++c) {
    CAPTURE(static_cast<int>(c));
    CHECK(look_alike_key(std::string(1, c)) + letter == look_alike_key(c + letter));
    all += c;
  }
  CHECK(look_alike_key(all) + letter == look_alike_key(all + letter));
  CHECK(look_alike_key("rn0Il1 m") + letter == look_alike_key("rn0Il1 m" + letter));
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
