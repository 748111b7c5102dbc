#include "text/pseudo.h"

#include "support/catch.h"

using namespace onshelf;

TEST_CASE("a text of the pseudo language is accented, longer and in brackets") {
  CHECK(pseudo_text("Home") == "⟦Ĥóóɱéé⟧");
  CHECK(pseudo_text("Search") == "⟦Šééááŕçĥ~⟧");
  CHECK(pseudo_text(" a ") == " ⟦áá⟧ ");
  CHECK(pseudo_text(" \n\t") == " \n\t");
  CHECK(pseudo_text("").empty());
  CHECK(pseudo_text("开架市场") == "⟦开架市场 ~⟧");
  CHECK(pseudo_text("12 < 13 & {x}") == "⟦12 < 13 & {ẋ} ~~~~~⟧");
}

TEST_CASE("a pattern of the pseudo language keeps its syntax") {
  struct Row {
    const char* pattern;
    const char* pseudo;
  };
  const Row row = GENERATE(values<Row>({
      {"by {seller}", "⟦ƀý {seller} ~⟧"},
      {"Page {page, number} of {pages, number}", "⟦Þááĝéé {page, number} óóƒ {pages, number} ~⟧"},
      {"{count, plural, one {# item} other {# items}}", "⟦{count, plural, one {# ííţééɱ} other {# ííţééɱš}} ~⟧"},
      {"{n, plural, =0 {none} other {{n, number} of {m, select, a {one} other {two}}}}",
       "⟦{n, plural, =0 {ñóóñéé} other {{n, number} óóƒ {m, select, a {óóñéé} other {ţŵóó}}}}⟧"},
      {"It''s '{quoted}' x", "⟦Íţ''š '{quoted}' ẋ⟧"},
      {"don't", "⟦ðóóñ'ţ⟧"},
      {"{broken", "⟦{broken⟧"},
      {"{n, plural, one {a", "⟦{n, plural, one {áá⟧"},
      {"", ""},
  }));
  INFO(row.pattern);
  const std::string made = pseudo_message(row.pattern);
  // (How much is added at the end is not the point here.)
  const auto bare = [](std::string text) {
    text.erase(text.rfind("⟧") == std::string::npos ? text.size() : text.rfind("⟧"));
    while (!text.empty() && (text.back() == '~' || text.back() == ' ')) text.pop_back();
    return text;
  };
  CHECK(bare(made) == bare(row.pseudo));
}
