#include "support/catch.h"

#include "render/clean_html.h"

using namespace onshelf;
using namespace std::string_literals;

namespace {

HtmlOptions with_files() {
  HtmlOptions options;
  options.own_files.file = [](std::string_view file) -> std::optional<std::string> {
    if (file == "guide.pdf") return "/media/x/guide.pdf";
    if (file == "shot.png") return "/media/x/shot.png";
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
  const CleanText result = clean_html(source, with_files());
  CHECK_FALSE(result.refused);
  return result.html.bytes();
}

std::string rules_of(const CleanText& result) {
  std::string rules;
  for (const TextFault& fault : result.faults) rules += (rules.empty() ? "" : " ") + fault.rule;
  return rules;
}

std::string repeat(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

const std::string kRel = " rel=\"nofollow ugc noopener noreferrer\"";

}  // namespace

TEST_CASE("X2: of HTML the listed elements and attributes are kept") {
  struct Row {
    std::string source, html;
  };
  const Row rows[] = {
      {"", ""},
      {"a & b &lt; \" ' ` &copy;", "a &amp; b &lt; &quot; &#39; &#96; ©"},
      {"<P CLASS=x STYLE='a' ID=y onclick=z>a<BR>b</P>", "<p>a<br>\nb</p>\n"},
      {"<b>a</b><i>b</i><em>c</em><strong>d</strong><s>e</s><del>f</del><ins>g</ins><sub>h</sub><sup>i</sup>",
       "<b>a</b><i>b</i><em>c</em><strong>d</strong><s>e</s><del>f</del><ins>g</ins><sub>h</sub><sup>i</sup>"},
      {"<code>a</code><kbd>b</kbd><samp>c</samp><span>d</span>",
       "<code>a</code><kbd>b</kbd><code>c</code><span>d</span>"},
      {"<font color=red>a</font> <u>b</u> <blink>c</blink>", "a b c"},
      {"<pre>a\n b</pre>", "<pre tabindex=\"0\">a\n b</pre>\n"},
      {"<ul><li>a<li>b</ul>", "<ul><li>a</li>\n<li>b</li>\n</ul>\n"},
      {"<ol start=3><li>a</ol>", "<ol start=\"3\"><li>a</li>\n</ol>\n"},
      {"<ol start='\" onload=x'><li>a</ol>", "<ol><li>a</li>\n</ol>\n"},
      {"<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt>\n<dd>b</dd>\n</dl>\n"},
      {"<section>a</section><article>b</article>", "<div>a</div>\n<div>b</div>\n"},
      {"<table><caption>c</caption><tr><th align=RIGHT>a<td colspan=2 rowspan=900>b</table>",
       "<div class=\"table-scroll\" tabindex=\"0\"><table><caption>c</caption>\n<tbody><tr><th scope=\"col\" "
       "class=\"align-right\">a</th><td colspan=\"2\" rowspan=\"100\">b</td></tr>\n</tbody>\n</table>\n</div>\n"},
      {"<table>lost<tr>found<td>a</table>",
       "lostfound<div class=\"table-scroll\" tabindex=\"0\"><table><tbody><tr><td>a</td></tr>\n</tbody>\n</table>\n"
       "</div>\n"},
      {"a<!-- b --><![CDATA[c]]><!doctype html><?php d ?>e", "ae"},
      {"{{NAME}} ${x} {% y %}", "{{NAME}} ${x} {% y %}"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source);
    CHECK(html_of(row.source) == row.html);
  }
}

TEST_CASE("X2: what runs, embeds, asks or hides loses its words too, and is reported") {
  const std::string rows[] = {"<script>x</script>",
                              "<style>x</style>",
                              "<svg><p>x</p></svg>",
                              "<math><mi>x</mi></math>",
                              "<template>x</template>",
                              "<title>x</title>",
                              "<textarea>x</textarea>",
                              "<noscript>x</noscript>",
                              "<iframe>x</iframe>",
                              "<object>x</object>",
                              "<embed>",
                              "<input value=x>",
                              "<button>x</button>",
                              "<select><option>x</select>",
                              "<xmp>x</xmp>",
                              "<noembed>x</noembed>",
                              "<noframes>x</noframes>",
                              "<plaintext>x",
                              "<base href=x>",
                              "<meta content=x>",
                              "<link href=x>",
                              "<marquee>x</marquee>",
                              "<video>x</video>",
                              "<audio>x</audio>"};
  for (const std::string& row : rows) {
    CAPTURE(row);
    const CleanText result = clean_html("a" + row, with_files());
    CHECK(result.html.bytes() == "a");
    CHECK(rules_of(result).starts_with("html-element"));
  }
}

TEST_CASE("X4: links and pictures of HTML lead where links may lead") {
  struct Row {
    std::string source, html, rules;
  };
  const Row rows[] = {
      {"<a href='https://a.example/?b=1&c=2' title='t\"'>x</a>",
       "<a href=\"https://a.example/?b=1&amp;c=2\" title=\"t&quot;\"" + kRel + ">x</a>", ""},
      {"<a href=guide.pdf>x</a>", "<a href=\"/media/x/guide.pdf\"" + kRel + ">x</a>", ""},
      {"<a href='mailto:a@b.example'>x</a>", "<a href=\"mailto:a@b.example\"" + kRel + ">x</a>", ""},
      {"<a>x</a><a name=y>z</a>", "xz", ""},
      {"<a href='javascript:alert(1)'>x</a>", "x", "html-link"},
      {"<a href='  JaVa&#10;Script&colon;alert(1)'>x</a>", "x", "html-link"},
      {"<a href='data:text/html,x'>x</a>", "x", "html-link"},
      {"<a href='//host.example'>x</a>", "x", "html-link"},
      {"<a href='https:\\\\host.example'>x</a>", "x", "html-link"},
      {"<a href='https://user@host.example'>x</a>", "x", "html-link"},
      {"<a href='../secret.pdf'>x</a>", "x", "html-link"},
      {"<a href='https://a.example/" + repeat("x", 2048) + "'>x</a>", "x", "html-link"},
      {"<img src=shot.png alt='a \"b\"' onerror=x width=9>",
       "<img src=\"/media/x/shot.png\" alt=\"a &quot;b&quot;\" width=\"640\" height=\"480\" loading=\"lazy\">", ""},
      {"<img src=https://a.example/x.png alt=words>", "words", "html-image"},
      {"<img src=data:image/png;base64,AAAA alt=words>", "words", "html-image"},
      {"<img srcset='shot.png 1x' alt=words>", "words", "html-image"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source);
    const CleanText result = clean_html(row.source, with_files());
    CHECK(result.html.bytes() == row.html);
    CHECK(rules_of(result) == row.rules);
  }
}

TEST_CASE("X6: HTML leaves nothing open, and nothing that a parser would close outside") {
  struct Row {
    std::string source, html;
  };
  const Row rows[] = {
      {"</div></section></main></body></html>a", "a"},
      {"<b><i>a</b>b</i>c", "<b><i>a</i></b><i>b</i>c"},
      {"<div><b>a", "<div><b>a</b></div>\n"},
      // What the page around has as an item or a paragraph must not be ended by ours.
      {"<li>a<section><li>b</section>", "<li>a<div></div>\n</li>\n<li>b</li>\n"},
      {"<p>a<section>b</section></p>c", "<p>a</p>\n<div>b</div>\n<p></p>\nc"},
      {"<h1>a<font><h2>b</h2></font></h1>", "<h3>a</h3>\n<h4>b</h4>\n"},
      {"<a href=guide.pdf>a<div><a href=guide.pdf>b</a></div></a>",
       "<a href=\"/media/x/guide.pdf\"" + kRel + ">a</a><div><a href=\"/media/x/guide.pdf\"" + kRel +
           "></a><a href=\"/media/x/guide.pdf\"" + kRel + ">b</a></div>\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source);
    const std::string once = html_of(row.source);
    CHECK(once == row.html);
  }
}

TEST_CASE("headings of HTML start below the page's own") {
  CHECK(html_of("<h1>a</h1><h2>b</h2><h6>c</h6>") == "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>\n");
  CHECK(html_of("<h4>a</h4><h5>b</h5>") == "<h3>a</h3>\n<h4>b</h4>\n");
}

TEST_CASE("D2: HTML that would cost too much is refused before it is parsed") {
  struct Row {
    std::string source, rule;
  };
  const Row rows[] = {
      {repeat("<div>", 256), ""},
      {repeat("<div>", 257), "html-depth"},
      {repeat("<div></p>", 257), "html-depth"},
      {repeat("<b>", 101), "html-depth"},
      {repeat("<br>", 20001), "html-tags"},
      {repeat("<p>a</p>", 5000), ""},
      {"<p " + repeat("a ", 64) + ">", ""},
      {"<p " + repeat("a ", 65) + ">", "html-attributes"},
      {"<p a=\"" + repeat("b ", 65) + "\">", ""},
      {repeat("a", (200u << 10) + 1), "html-too-large"},
      {"a\xC3", "html-encoding"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source.substr(0, 20), row.source.size());
    const CleanText result = clean_html(row.source, with_files());
    CHECK(rules_of(result) == row.rule);
    CHECK(result.refused == !row.rule.empty());
    CHECK((row.rule.empty() || result.html.empty()));
  }
}
