#include "support/catch.h"

#include "render/markdown.h"

using namespace onshelf;
using namespace std::string_literals;

namespace {

MarkdownOptions with_files() {
  MarkdownOptions options;
  options.own_files.file = [](std::string_view file) -> std::optional<std::string> {
    if (file == "guide.pdf") return "../../../media/x/guide.pdf";
    if (file == "user guide.pdf") return "/media/x/user guide.pdf";
    if (file == "shot.png") return "https://cdn.example.com/shot.png";
    if (file == "evil") return "javascript:alert(1)";
    return std::nullopt;
  };
  options.own_files.picture = [files =
                                   options.own_files.file](std::string_view file) -> std::optional<PublishedPicture> {
    const auto url = files(file);
    return url ? std::optional(PublishedPicture{*url, 640, 480}) : std::nullopt;
  };
  return options;
}

std::string html_of(std::string_view source) {
  const CleanText result = render_markdown(source, with_files());
  CHECK_FALSE(result.refused);
  return result.html.bytes();
}

std::string fault_of(std::string_view source) {
  const CleanText result = render_markdown(source, with_files());
  CHECK(result.refused);
  CHECK(result.html.empty());
  if (result.faults.empty()) return "none";
  return result.faults.back().rule + " " + std::to_string(result.faults.back().line);
}

std::string repeat(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

const std::string kRel = " rel=\"nofollow ugc noopener noreferrer\"";

}  // namespace

TEST_CASE("Markdown becomes the listed elements") {
  struct Row {
    std::string source, html;
  };
  const Row rows[] = {
      {"", ""},
      {"a *b* **c** ~~d~~ `e<f`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code></p>\n"},
      {"1~5 and ~6", "<p>1~5 and ~6</p>\n"},
      {"a\nb  \nc", "<p>a\nb<br>\nc</p>\n"},
      {"a & b &lt; \" ' \\` &copy;", "<p>a &amp; b &lt; &quot; &#39; &#96; ©</p>\n"},
      {"- a\n- b\n", "<ul><li>a</li>\n<li>b</li>\n</ul>\n"},
      {"- a\n\n- b\n", "<ul><li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"},
      {"3. a\n4. b", "<ol start=\"3\"><li>a</li>\n<li>b</li>\n</ol>\n"},
      {"1. a\n   - b", "<ol><li>a<ul><li>b</li>\n</ul>\n</li>\n</ol>\n"},
      {"- [x] a\n- [ ] b", "<ul><li>☑ a</li>\n<li>☐ b</li>\n</ul>\n"},
      {"> a\n> > b", "<blockquote><p>a</p>\n<blockquote><p>b</p>\n</blockquote>\n</blockquote>\n"},
      {"```\" onclick=x\n<b>\n```", "<pre tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>\n"},
      {"    code", "<pre tabindex=\"0\"><code>code\n</code></pre>\n"},
      {"***", "<hr>\n"},
      {"[a](https://e.com \"t\\\"<\")", "<p><a href=\"https://e.com\" title=\"t&quot;&lt;\"" + kRel + ">a</a></p>\n"},
      {"[*a*][1]\n\n[1]: http://e.com/ü?a=1&b='2'",
       "<p><a href=\"http://e.com/%C3%BC?a=1&amp;b=%272%27\"" + kRel + "><em>a</em></a></p>\n"},
      {"https://e.com/a_b", "<p><a href=\"https://e.com/a_b\"" + kRel + ">https://e.com/a_b</a></p>\n"},
      {"www.e.com", "<p><a href=\"http://www.e.com\"" + kRel + ">www.e.com</a></p>\n"},
      {"<https://e.com>", "<p><a href=\"https://e.com\"" + kRel + ">https://e.com</a></p>\n"},
      {"me@e.com", "<p><a href=\"mailto:me@e.com\"" + kRel + ">me@e.com</a></p>\n"},
      {"[call](tel:+49-30-1234)", "<p><a href=\"tel:+49-30-1234\"" + kRel + ">call</a></p>\n"},
      {"[g](guide.pdf)", "<p><a href=\"../../../media/x/guide.pdf\"" + kRel + ">g</a></p>\n"},
      {"[g](./user%20guide.pdf)", "<p><a href=\"/media/x/user%20guide.pdf\"" + kRel + ">g</a></p>\n"},
      {"[g](<user guide.pdf>)", "<p><a href=\"/media/x/user%20guide.pdf\"" + kRel + ">g</a></p>\n"},
      {"![a *b* \"c\" `d`](shot.png \"t\")",
       "<p><img src=\"https://cdn.example.com/shot.png\" alt=\"a b &quot;c&quot; d\" width=\"640\" height=\"480\" "
       "loading=\"lazy\"></p>\n"},
      {"[![a](shot.png)](https://e.com)", "<p><a href=\"https://e.com\"" + kRel +
                                              "><img src=\"https://cdn.example.com/shot.png\" alt=\"a\" width=\"640\" "
                                              "height=\"480\" loading=\"lazy\"></a></p>\n"},
      {"![a ![b](shot.png) c](shot.png)",
       "<p><img src=\"https://cdn.example.com/shot.png\" alt=\"a b c\" width=\"640\" height=\"480\" "
       "loading=\"lazy\"></p>\n"},
      {"a\x01\x1b[0m\x7F", "<p>a[0m</p>\n"},
      {"a\0b"s, "<p>a\uFFFDb</p>\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source);
    CHECK(html_of(row.source) == row.html);
  }
}

TEST_CASE("tables") {
  CHECK(html_of("| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* |\n| 3 | 4 | 5 | 6 |\n") ==
        "<div class=\"table-scroll\" tabindex=\"0\"><table><thead><tr>"
        "<th scope=\"col\" class=\"align-left\">a</th><th scope=\"col\" class=\"align-center\">b</th>"
        "<th scope=\"col\" class=\"align-right\">c</th></tr>\n</thead>\n<tbody>"
        "<tr><td class=\"align-left\">1</td><td class=\"align-center\"><em>2</em></td><td "
        "class=\"align-right\"></td></tr>\n"
        "<tr><td class=\"align-left\">3</td><td class=\"align-center\">4</td><td class=\"align-right\">5</td></tr>\n"
        "</tbody>\n</table>\n</div>\n");
  CHECK(html_of("a|b\n-|-") ==
        "<div class=\"table-scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">a</th><th "
        "scope=\"col\">b</th></tr>\n"
        "</thead>\n</table>\n</div>\n");
  CHECK(html_of("> a|b\n> -|-\n> `1\\|2`|<b>") ==
        "<blockquote><div class=\"table-scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">a</th><th "
        "scope=\"col\">b</th></tr>\n</thead>\n<tbody><tr><td><code>1|2</code></td><td></td></tr>\n</tbody>\n</table>\n"
        "</div>\n</blockquote>\n");
}

TEST_CASE("headings begin below the page's own, whatever level the text begins with") {
  CHECK(html_of("# a\n## b\n###### c") == "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>\n");
  CHECK(html_of("### a\n#### b") == "<h3>a</h3>\n<h4>b</h4>\n");
  CHECK(html_of("> ## a\n\n- # b\n") == "<blockquote><h4>a</h4>\n</blockquote>\n<ul><li><h3>b</h3>\n</li>\n</ul>\n");
  MarkdownOptions options;
  options.first_heading = 4;
  CHECK(render_markdown("a\n===\nb\n---\n", options).html.bytes() == "<h4>a</h4>\n<h5>b</h5>\n");
}

TEST_CASE("X4: addresses that lead nowhere good keep their text only") {
  for (const std::string target : {"javascript:alert(1)",
                                   "JaVaScRiPt:alert(1)",
                                   "javascript&colon;alert(1)",
                                   "javascript&#58;alert(1)",
                                   "java&#10;script:alert(1)",
                                   "java&Tab;script:alert(1)",
                                   "&#1;javascript:alert(1)",
                                   "<java\tscript:alert(1)>",
                                   "&#x6A&#x61&#x76&#x61script:alert(1)",
                                   "&#106;avascript:alert(1)",
                                   "javascript\\:alert(1)",
                                   "vbscript:x",
                                   "data:text/html;base64,PHN2Zz4=",
                                   "data:image/png;base64,AAAA",
                                   "DATA:text/html,x",
                                   "file:///etc/passwd",
                                   "//evil.example",
                                   "\\\\\\\\evil.example",
                                   "/\\\\evil.example",
                                   "https:/\\\\evil.example",
                                   "https:\\\\\\\\evil.example",
                                   "https://user@evil.example",
                                   "https://user:pw@evil.example",
                                   "https://good.example\\\\@evil.example",
                                   "https:///evil.example",
                                   "https:evil.example",
                                   "http://",
                                   "https://?x",
                                   "https://:80/",
                                   "ftp://e.com",
                                   "xmpp:a@e.com",
                                   "blob:https://e.com/x",
                                   "view-source:https://e.com",
                                   "feed:https://e.com",
                                   "ht&#9;tps:evil",
                                   "mailto:",
                                   "mailto:a",
                                   "tel:abc",
                                   "tel:",
                                   "/etc/passwd",
                                   "../other/guide.pdf",
                                   "x/../guide.pdf",
                                   "%2e%2e/guide.pdf",
                                   "..%2fguide.pdf",
                                   "guide.pdf?x",
                                   "guide.pdf#x",
                                   "#top",
                                   "",
                                   "?x",
                                   "missing.pdf",
                                   "evil",
                                   "guide.pdf%00",
                                   "./",
                                   "a//b",
                                   "javascript%3Aalert(1)"}) {
    CAPTURE(target);
    const CleanText link = render_markdown("[x](" + target + ")", with_files());
    CHECK(link.html.bytes().find("<a") == std::string::npos);
    CHECK(link.html.bytes().find("href=") == std::string::npos);
    const CleanText picture = render_markdown("![x](" + target + ")", with_files());
    CHECK(picture.html.bytes().find("<img") == std::string::npos);
    CHECK(picture.html.bytes().find("src=") == std::string::npos);
  }
  CHECK(html_of("[x](javascript:alert(1))") == "<p>x</p>\n");
  CHECK(html_of("![x](https://e.com/a.png)") == "<p>x</p>\n");
  CHECK(html_of("<javascript:alert(1)>") == "<p>javascript:alert(1)</p>\n");
  CHECK(render_markdown("[g](guide.pdf) ![g](guide.pdf)", {}).html.bytes() == "<p>g g</p>\n");
}

TEST_CASE("what is left out is reported with its line") {
  const CleanText result = render_markdown(
      "ok\n\n[x](javascript:x)\n\n- <b>a</b>\n\n<script>\nalert(1)\n</script>\n\n![p](https://e.com/p.png)\n", {});
  std::string faults;
  for (const TextFault& fault : result.faults) faults += fault.rule + " " + std::to_string(fault.line) + "\n";
  CHECK(faults == "markdown-link 3\nmarkdown-html 5\nmarkdown-html 5\nmarkdown-html 7\nmarkdown-image 11\n");
  CHECK(result.html.bytes() == "<p>ok</p>\n<p>x</p>\n<ul><li>a</li>\n</ul>\n<p>p</p>\n");
  CHECK(render_markdown(repeat("<b>", 1000), {}).faults.size() == 20);
}

TEST_CASE("X2: no HTML of a Markdown text gets through") {
  for (const std::string source : {"<script>alert(1)</script>",
                                   "a <img src=x onerror=alert(1)> b",
                                   "<svg/onload=alert(1)>",
                                   "<div style=\"position:fixed\">",
                                   "</article></main>",
                                   "<!-- -->",
                                   "<![CDATA[x]]>",
                                   "<?x?>",
                                   "<!DOCTYPE html>",
                                   "<a href=\"javascript:x\">y</a>",
                                   "<iframe\nsrc=x>",
                                   "> <form action=x>",
                                   "- <b id=a name=b>",
                                   "|a|\n|-|\n|<input autofocus onfocus=x>|",
                                   "<x:y>",
                                   "<math><mi//xlink:href=\"data:x\">",
                                   "`a`<br/>",
                                   "<table><td>",
                                   "# <h1>",
                                   "[<b>](https://e.com)",
                                   "![<b onx=1>](shot.png)",
                                   "**<plaintext>**"}) {
    CAPTURE(source);
    const std::string html = html_of(source);
    for (const char* bad :
         {"<script", "<svg", "<img src=\"x", "onerror", "style=", "</article", "<!", "<?", "javascript", "<iframe",
          "<form", "<b>", " id=", "<input", "<x:", "<math", "<h1", "<plaintext", "<br/"})
      CHECK(html.find(bad) == std::string::npos);
  }
  // What looks like HTML in code or behind escapes is text.
  CHECK(html_of("`<script>`") == "<p><code>&lt;script&gt;</code></p>\n");
  CHECK(html_of("\\<script> &lt;b&gt;") == "<p>&lt;script&gt; &lt;b&gt;</p>\n");
  CHECK(html_of("[x](https://e.com/\"onclick=\"x)") ==
        "<p><a href=\"https://e.com/%22onclick=%22x\"" + kRel + ">x</a></p>\n");
  CHECK(html_of("[x](https://e.com '\"><script>')") ==
        "<p><a href=\"https://e.com\" title=\"&quot;&gt;&lt;script&gt;\"" + kRel + ">x</a></p>\n");
}

TEST_CASE("D2: texts over a limit are refused before parsing, with the line") {
  struct Row {
    std::string source, fault;
  };
  const std::string columns = repeat("|a", 101) + "|\n" + repeat("|-", 101) + "|\n";
  const Row rows[] = {
      {std::string((200u << 10) + 1, 'a'), "markdown-too-large 1"},
      {"ok\n\xFF", "markdown-encoding 2"},
      {"x\n\n" + columns, "markdown-table 4"},
      {repeat("a|", 100) + "\n" + repeat("-|", 100) + "\n" + repeat("a\n", 201), "markdown-table 203"},
      {repeat("a|b\n-|-\n\n", 201), "markdown-table 602"},
      {"a|b\n-|-\n" + repeat("|", 9000), "markdown-table 3"},
      {"x\n" + repeat("|", 9000) + "\n-|-\n", "markdown-table 3"},
      {"a|b\n-|-\n" + repeat(repeat("|", 3000) + "\n", 8), "markdown-table 10"},
      {repeat("[a]: b\n", 1001), "markdown-definitions 1001"},
      {"x\n[a]: /" + std::string(2048, 'b'), "markdown-link-target 2"},
      {"[a]: <" + std::string(2049, 'b') + ">", "markdown-link-target 1"},
      {"[a]:\n  /b\n \"" + std::string(2049, 'b') + "\"", "markdown-link-target 1"},
      {"[a]: /b (" + repeat("c\n", 1200) + ")", "markdown-link-target 1"},
      {"[a]: /" + std::string(2000, 'b') + "\n\n" + repeat("[a]", 5000), "markdown-link-target 4"},
      {"x\n[a](https://e.com/" + std::string(2048, 'b') + ")", "markdown-link-target 2"},
      {repeat("[", 101), "markdown-depth 1"},
      {repeat("![", 101), "markdown-depth 1"},
      {"a\n" + repeat(">", 101), "markdown-depth 2"},
      {repeat("> ", 101) + "a", "markdown-depth 1"},
      {repeat("- ", 101) + "a", "markdown-depth 1"},
      {repeat("1. ", 101) + "a", "markdown-depth 1"},
      {repeat(" ", 202) + "- a", "markdown-depth 1"},
      {repeat("\t", 51) + "- a", "markdown-depth 1"},
      {repeat("a <?", 501), "markdown-html-openers 1"},
      {"ok\n" + repeat("a <!A ", 501), "markdown-html-openers 2"},
      {repeat("a@b.c ", 4000), "markdown-addresses 2"},
      {repeat("http://a.b<", 3000), "markdown-addresses 1"},
      {repeat("x\n", 50000) + repeat("|-|\n", 10), "markdown-table 50001"},
      {repeat("*", 1000) + "a" + repeat("*", 1000), "markdown-output 1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source.substr(0, 80));
    CHECK(fault_of(row.source) == row.fault);
  }
  MarkdownOptions small;
  small.limits.most_output = 1000;
  CHECK(render_markdown(repeat("&", 500), small).refused);
  // The last that is allowed.
  for (const std::string& source :
       {std::string(200u << 10, 'a'), repeat("[", 100), repeat(">", 100) + "a", repeat("[a]: b\n", 1000),
        repeat("* ", 300), repeat("- ", 300), repeat("a|", 100) + "\n" + repeat("-|", 100) + "\n" + repeat("a\n", 200),
        repeat("a|b\n-|-\n\n", 200), "a|b\n-|-\n" + repeat("|", 8000), repeat(repeat("|", 9000) + "\n\n", 20)}) {
    CAPTURE(source.substr(0, 80));
    CHECK_FALSE(render_markdown(source, {}).refused);
  }
}

TEST_CASE("a mail address that only a reference makes is a link, and what was left out before it is told once") {
  const CleanText result =
      render_markdown("# A\n\n<b>loud</b> &amp; [c](https://e.com)\n\nask me&#64;e.com, or &#64;\n", with_files());
  const std::string& html = result.html.bytes();
  CHECK(html.find("<a href=\"mailto:me@e.com\"") != std::string::npos);
  CHECK(html.find("loud") == html.rfind("loud"));
  CHECK(result.faults.size() == 2);
  // In a picture's description only words count.
  CHECK(html_of("![me&#64;e.com](shot.png)").find("alt=\"me@e.com\"") != std::string::npos);
}

TEST_CASE("plain text for summaries") {
  struct Row {
    const char* source;
    const char* plain;
  };
  const Row rows[] = {
      {"# Title\n\nSome *text* with `code`,\n a [link](javascript:x) & more.  \nEnd",
       "Title Some text with code, a link & more. End"},
      {"- a\n- b\n\n```\nskipped\n```\n> c", "a b c"},
      {"before\n\n|a|b|\n|-|-|\n|1|2|\n\nafter ![alt](x.png) <b>bold</b>", "before after bold"},
      {"  \n", ""},
      {"中文\n文本", "中文 文本"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source);
    CHECK(plain_text_of(row.source) == row.plain);
  }
  CHECK(plain_text_of(repeat("[", 101)).empty());
}
