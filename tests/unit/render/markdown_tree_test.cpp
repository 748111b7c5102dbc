// The tree of a text is the same with the extensions its signs ask for as with all of them.
#include "render/markdown_tree.h"

#include <cmark-gfm.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "support/catch.h"

namespace onshelf {
namespace {

constexpr MarkdownSigns kAll{true, true, true, true, true, true};

std::string described(std::string_view source, const MarkdownSigns& signs) {
  MarkdownTree tree(source, signs);
  tree.settle();
  return cmark_render_xml(tree.root(), CMARK_OPT_SOURCEPOS);  // in the tree's memory
}

// False: the text is over a limit, and no parser sees it.
bool is_same_with_all(const std::string& source) {
  const MarkdownJudgement judgement = judge_markdown(source, MarkdownLimits{});
  if (judgement.fault) return false;
  CAPTURE(source);
  REQUIRE(described(source, judgement.signs) == described(source, kAll));
  return true;
}

TEST_CASE("a text has what its signs say") {
  const auto signs = [](std::string_view source) { return judge_markdown(source, MarkdownLimits{}).signs; };
  const MarkdownSigns none = signs("Words, *loud* ones, a [link](/here) and `code`.\n\n- a list\n\n---\n");
  CHECK_FALSE((none.table || none.strikethrough || none.task || none.address || none.target || none.character));
  CHECK(signs("a | b\n--|--\n").table);
  CHECK(signs("a\n:-\n").table);
  CHECK(signs("~~gone~~").strikethrough);
  CHECK(signs("- [x] done").task);
  CHECK(signs("see http://example.org").address);
  CHECK(signs("see www.example.org").address);
  CHECK(signs("ask me@example.org").address);
  CHECK(signs("me&#64;example.org").character);
  const MarkdownSigns linked = signs("[a](https://example.org) <https://example.org>\n\n[b]: https://example.org\n");
  CHECK(linked.target);
  CHECK_FALSE(linked.address);
}

TEST_CASE("what looks like a link's target and is none is an address") {
  for (const char* source :
       {"a](https://example.org) b", "\\[a](https://example.org)", "[a\\](https://example.org)", "<https://example.org",
        "<https://exa mple.org>", "x\n[b]: https://example.org", "`[a`](https://example.org)", "me&commat;example.org",
        "me&#x40;example.org", "[a](https://example.org \"title\" more)", "![a](https://example.org",
        "http:\\//example.org", "http:/\\/example.org", "http&colon;//example.org", "http:&sol;/example.org"})
    CHECK(is_same_with_all(source));
}

TEST_CASE("a tree that signs leave in doubt is settled by its texts") {
  const auto is_doubtful_first_and_last = [](std::string_view source) {
    MarkdownTree tree(source, judge_markdown(source, MarkdownLimits{}).signs);
    const bool first = tree.is_doubtful();
    tree.settle();
    return std::pair(first, tree.is_doubtful());
  };
  CHECK(is_doubtful_first_and_last("words") == std::pair(false, false));
  CHECK(is_doubtful_first_and_last("me@example.org") == std::pair(false, false));
  CHECK(is_doubtful_first_and_last("a &amp; b, [c](https://example.org)") == std::pair(true, true));
  CHECK(is_doubtful_first_and_last("a &amp; b, me&#64;example.org") == std::pair(true, false));
}

TEST_CASE("a mail address is what it is, whatever text was parsed before") {
  const std::string source = ":me@example.org";
  const std::string alone = described(source, kAll);
  // One of these leaves "mailto" where the memory of the next text begins.
  for (std::size_t shift = 0; shift < 7; ++shift) {
    std::string before(shift, 'x');
    for (std::size_t i = 0; i < 4000; ++i) before += "mailto ";
    described(before, kAll);
    REQUIRE(described(source, kAll) == alone);
  }
}

TEST_CASE("any text has the same tree with the extensions it needs as with all of them") {
  static constexpr std::string_view kPieces[] = {"a",
                                                 "word ",
                                                 "www",
                                                 "www.",
                                                 ".",
                                                 "example.org",
                                                 "http",
                                                 "https://",
                                                 "://",
                                                 ":",
                                                 "/",
                                                 "@",
                                                 "me@ex.org",
                                                 "&#64;",
                                                 "&commat;",
                                                 "&",
                                                 "&amp;",
                                                 "mailto:",
                                                 "xmpp:",
                                                 "<",
                                                 ">",
                                                 "(",
                                                 ")",
                                                 "[",
                                                 "]",
                                                 "](",
                                                 "]: ",
                                                 "](https://e.org)",
                                                 "[b]: https://e.org",
                                                 "<https://e.org>",
                                                 "|",
                                                 " | ",
                                                 "|-|",
                                                 ":-",
                                                 "-:",
                                                 "---",
                                                 "--- ",
                                                 "-",
                                                 "- ",
                                                 "- [ ] ",
                                                 "- [x] ",
                                                 "* [X] ",
                                                 "1. [ ] ",
                                                 "~",
                                                 "~~",
                                                 "~~~",
                                                 "*",
                                                 "**",
                                                 "_",
                                                 "`",
                                                 "``",
                                                 "\\",
                                                 "\\[",
                                                 "\n",
                                                 "\n",
                                                 "\n\n",
                                                 "\r\n",
                                                 "\t",
                                                 "\v",
                                                 "\f",
                                                 "    ",
                                                 "  \n",
                                                 "> ",
                                                 "# ",
                                                 "<b>",
                                                 "<!--",
                                                 "-->",
                                                 "!",
                                                 "![",
                                                 "\"",
                                                 "'",
                                                 "\xC3\xBC",
                                                 "\xE3\x80\x82",
                                                 "W",
                                                 "wWw.x.y",
                                                 "HTTP://x.y",
                                                 "w",
                                                 "ftp://f.g",
                                                 "://x",
                                                 "=",
                                                 "==="};
  std::mt19937 random(20261129);
  std::size_t seen = 0;
  for (int i = 0; i < 40000; ++i) {
    std::string source;
    for (std::size_t left = 1 + random() % 24; left > 0; --left) source += kPieces[random() % std::size(kPieces)];
    seen += is_same_with_all(source);
  }
  CHECK(seen > 30000);
}

}  // namespace
}  // namespace onshelf
