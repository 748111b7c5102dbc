// The quick escapes stand where ctemplate's own would, and write the same bytes.
#include "render/quick_escapes.h"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include <random>
#include <string>
#include <string_view>

#include "support/catch.h"

namespace onshelf {
namespace {

const std::string kAlways = "{{%AUTOESCAPE context=\"HTML\"}}";

std::string expanded(const std::string& text, const ctemplate::TemplateDictionaryInterface& values) {
  ctemplate::TemplateCache cache;
  REQUIRE(cache.StringToTemplateCache("it", text, ctemplate::STRIP_WHITESPACE));
  cache.Freeze();
  std::string out;
  REQUIRE(cache.ExpandNoLoad("it", ctemplate::STRIP_WHITESPACE, &values, nullptr, &out));
  return out;
}

// Everything that is escaped or is near to it, beginnings of addresses, and bytes that are no text.
std::string any_text(std::mt19937& random) {
  static constexpr std::string_view kPieces[] = {
      "&",  "<",           ">",        "\"",   "'",        "`",        "\t",
      "\n", "\v",          "\f",       "\r",   " ",        "a",        "zZ09",
      "/",  ":",           "=",        "%",    "&amp;",    "https://", "ftp://",
      "//", "javascript",  "vbscript", "data", "\xC3\xBC", "\xE2",     "\xE2\x80\xA8",
      "\\", "-->",         "\x7F",     "#",    "http:",    "HTTPS:",   "mailto",
      "?",  "plain words", "\x01"};
  std::string text;
  for (std::size_t left = random() % 12; left > 0; --left) {
    const auto& piece = kPieces[random() % std::size(kPieces)];
    text.append(piece);
    if (random() % 16 == 0) text.push_back('\0');
  }
  return text;
}

TEST_CASE("the quick escapes write what ctemplate writes, wherever a marker may stand") {
  register_quick_escapes();
  const std::string text =
      kAlways +
      "<!doctype html><title>{{A}}</title><p class=\"{{A}}\" title='{{B}}'>{{A}}{{B}}</p>"
      "{{#PART}}<a href=\"{{A}}\" data-a=\"{{B}}\" style=\"color:{{A}}\" onclick=\"go('{{B}}')\">{{A}}</a>"
      "<img src=\"{{B}}\" alt='{{A}}'>{{/PART}}<a href=\"/p/{{A}}?q={{B}}\">x</a><a href='{{A}}'>y</a>"
      "<p id={{A}}>{{B}}</p><script>var a = '{{A}}';</script><textarea>{{A}}</textarea><style>p{color:{{A}}}</style>";
  const auto quick = with_quick_escapes(text);
  REQUIRE(quick);
  CHECK(quick->find("<title>{{A:x-quick-text}}</title>") != std::string::npos);
  CHECK(quick->find("<a href=\"{{A:x-quick-address}}\"") != std::string::npos);
  // What is neither text nor an address keeps ctemplate's escape.
  CAPTURE(*quick);
  for (const char* as_it_was : {"color:{{A}}\"", "go('{{B}}')", "id={{A}}>", "'{{A}}';", "p{color:{{A}}}"})
    CHECK(quick->find(as_it_was) != std::string::npos);

  std::mt19937 random(20261129);
  for (int i = 0; i < 20000; ++i) {
    ctemplate::TemplateDictionary values("values");
    values.SetValue("A", any_text(random));
    values.SetValue("B", any_text(random));
    values.ShowSection("PART");
    REQUIRE(expanded(*quick, values) == expanded(text, values));
  }
}

TEST_CASE("text of a template that looks like ctemplate's account of markers is text") {
  register_quick_escapes();
  for (const char* fake : {"\nVariable Node: A:h\n", "\r\n  Variable Node: A:h\r\n", "\n\n\tVariable Node: A:h",
                           "-->|\nVariable Node: A:h"}) {
    const auto quick = with_quick_escapes(kAlways + "<p>" + fake + "</p><script>var a = '{{A}}';</script><p>{{A}}</p>");
    REQUIRE(quick);
    CHECK(quick->find("'{{A}}';") != std::string::npos);
  }
}

TEST_CASE("a template that ctemplate does not understand gives nothing") {
  CHECK_FALSE(with_quick_escapes(kAlways + "<p {{A}} {{#B}}>"));
}

}  // namespace
}  // namespace onshelf
