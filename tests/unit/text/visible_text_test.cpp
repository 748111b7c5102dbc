#include "text/visible_text.h"

#include "support/catch.h"

#include "text/entities.h"
#include "text/word_count.h"

using namespace onshelf;

TEST_CASE("of Markdown a reader sees the words") {
  struct Row {
    const char* source;
    const char* seen;
  };
  const Row row = GENERATE(values<Row>({
      {"", ""},
      {"plain", "plain"},
      {"  one \n\n two\t three ", "one two three"},
      {"# Title\ntext", "Title text"},
      {"Title\n=====\ntext\n---\n", "Title text"},
      {"#no heading", "#no heading"},
      {"- a\n* b\n1. c\n> - d", "a b c d"},
      {"**bold** and *it* and ~~old~~", "bold and it and old"},
      {"2 * 3 * 4, a snake_case name, ____", "2 * 3 * 4, a snake_case name, ____"},
      {"[text](https://example.org/(a)/b \"title\") after", "text after"},
      {"[text][ref]\n\n[ref]: https://example.org/", "text"},
      {"[not a link] (really)", "[not a link] (really)"},
      {"![picture](a.png) text", "text"},
      {"[![picture](a.png) text](b)", "text"},
      {"a <b>bold</b> <!-- note --> word", "a bold word"},
      {"<https://example.org/> and <a@b.example>", "https://example.org/ and a@b.example"},
      {"1 < 2 and 3 > 2", "1 < 2 and 3 > 2"},
      {"&lt;b&gt; &amp; &#65;&#x42; &unknown;", "<b> & AB &unknown;"},
      {"\\*stars\\*", "*stars*"},
      {"| a | b |\n|---|:-:|\n| c | d |", "a b c d"},
      {"```sh\nls *.txt\n```\nafter", "ls *.txt after"},
      {"`code` here", "code here"},
      {"<", "<"},
      {"![", "!["},
      {"](", "]("},
  }));
  INFO(row.source);
  CHECK(visible_text(row.source) == row.seen);
}

TEST_CASE("of HTML a reader sees what stands between the tags") {
  struct Row {
    const char* source;
    const char* seen;
  };
  const Row row = GENERATE(values<Row>({
      {"", ""},
      {"plain *text*", "plain *text*"},
      {"<p>one</p><p>two\n three</p>", "one two three"},
      {"a<!-- b > c -->d", "ad"},
      {"<a title=\"x > y\" href='z>'>word</a>", "word"},
      {"<script>if (a < b) c</script> d <STYLE>e</STYLE >f", "d f"},
      {"&lt;b&gt; &amp; &#x4e2d;", "<b> & 中"},
      {"a < b", "a < b"},
      {"<script>never closed", ""},
      {"<img alt=words src=x>", ""},
  }));
  CAPTURE(row.source);
  CHECK(visible_text_of_html(row.source) == row.seen);
}

TEST_CASE("counting takes linear time on hostile Markdown") {
  for (const char* part : {"[", "](", "![](", "<a", "<!--", "&#", "*", "_a", "`", "> ", "[a](", "\\"}) {
    std::string text;
    while (text.size() < (256u << 10)) text += part;
    CHECK(visible_text(text).size() <= text.size());
  }
}

TEST_CASE("references stand for characters in every form browsers take") {
  for (const char* form : {"&lt;", "&lt", "&LT;", "&#60;", "&#60", "&#x3c;", "&#X3C;", "&#0000060;"})
    CHECK(decode_entities(form) == "<");
  for (const char* form : {"&", "&;", "&#;", "&#x;", "&trad", "& lt;"}) CHECK(decode_entities(form) == form);
  CHECK(decode_entities("&amp;lt;") == "&lt;");
  const std::string_view text = "a&lt;b & &#x4E2D;c";
  const DecodedText decoded(text);
  CHECK(decoded.view() == "a<b & 中c");
  for (const auto& [at, origin] :
       {std::pair<std::size_t, std::size_t>{0, 0}, {1, 1}, {2, 5}, {4, 7}, {6, 9}, {8, 9}, {9, 17}, {10, 18}})
    CHECK(decoded.origin(at) == origin);
  CHECK(decode_entities("&#0;&#xD800;&#x110000;&#99999999999999999999;") == "\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("words are counted in any script") {
  const WordCounter counter;
  CHECK(counter.count("") == 0);
  CHECK(counter.count("one two\u3000three\nfour") == 4);
  CHECK(counter.count("well-known 24/7 - don't … !") == 3);
  CHECK(counter.count("电脑软件") == 2);
  CHECK(counter.count("使用 Docker 部署") == 3);
  CHECK(counter.count("サーバーを使う") >= 2);
  CHECK(counter.count("สวัสดีครับ") == 2);
  CHECK(counter.count("한국어 문장입니다") == 2);
}

TEST_CASE("a beginning of a visible text is one") {
  const std::string text =
      "# Title\n\nSome **bold** words.\n\n![a picture](a.png) and [a link](https://example.com)\n\nThe end.\n";
  const std::string whole = visible_text(text);
  CHECK(visible_text(text, 1) == "Title");
  for (std::size_t enough = 0; enough <= whole.size() + 1; ++enough) {
    const std::string beginning = visible_text(text, enough);
    INFO(enough);
    CHECK(whole.starts_with(beginning));
  }
}
