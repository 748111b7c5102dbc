#include "load/theme.h"

#include "load/disk_reader.h"
#include "load/site.h"
#include "support/catch.h"
#include "support/memory_disk.h"

using namespace onshelf;

namespace {

struct Loaded {
  std::optional<Site> site;
  Findings findings;
};

// A site with this theme, and files of its own.
Loaded load(const std::string& theme, MemoryDisk own) {
  static const auto defaults = open_disk(ONSHELF_SOURCE_DIR);
  own.put("site/site.json", R"({"base_url": "https://example.org/", "name": {"en": "Shop"}, "locales": [{"tag": "en"}],
  "default_locale": "en", "theme": ")" +
                                theme + "\"}");
  own.put("site/categories.json", R"({"categories": [{"id": "databases", "name": {"en": "Databases"}}]})");
  Loaded loaded;
  loaded.site = load_site(own, *defaults, {}, loaded.findings);
  return loaded;
}

std::string file(const Loaded& loaded, const std::string& name) {
  REQUIRE(loaded.site);
  for (const ThemeFile& file : loaded.site->theme_files)
    if (file.name == name) return file.bytes;
  return "none";
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the program's themes are whole") {
  for (const char* theme : {"default", "compact"}) {
    INFO(theme);
    const Loaded loaded = load(theme, {});
    CHECK(loaded.findings.all().empty());
    CHECK(file(loaded, "tokens.css") == "none");
    CHECK(file(loaded, "theme.json") == "none");
    CHECK(file(loaded, "favicon.svg") != "none");
    const std::string css = file(loaded, "style.css");
    CHECK(css.find("--accent:") < css.find("var(--accent)"));
  }
}

TEST_CASE("a theme may override single templates") {
  const Loaded loaded = load("default", {{"themes/default/templates/not_found.html", "mine"}});
  REQUIRE(loaded.site);
  CHECK(loaded.site->templates.at("not_found.html") == "mine");
  CHECK(loaded.site->template_path("not_found.html") == "themes/default/templates/not_found.html");
  CHECK(loaded.site->template_path("home.html") == "templates/home.html");
}

TEST_CASE("a site replaces the tokens and keeps the rules") {
  const Loaded loaded = load("default", {{"themes/default/tokens.css", ":root { --accent: red; }"}});
  const std::string css = file(loaded, "style.css");
  CHECK(css.starts_with(":root { --accent: red; }\n/* Rules of the default theme."));
  // All other tokens have no value now, and somebody should know.
  REQUIRE_FALSE(loaded.findings.all().empty());
  CHECK(loaded.findings.all()[0].rule == "site-theme-token");
  CHECK(loaded.findings.all()[0].severity == FindingSeverity::warning);
}

TEST_CASE("a theme has from its base what it lacks") {
  const Loaded loaded = load("mine", {{"themes/mine/theme.json", R"({"base": "compact"})"},
                                      {"themes/mine/tokens.css", ":root { --accent: red; }"},
                                      {"themes/mine/extra.css", "p { color: var(--accent); }"},
                                      {"themes/mine/README.md", "not served"},
                                      {"themes/mine/templates/card.html", "mine"}});
  CHECK(loaded.findings.all().empty());
  const std::string css = file(loaded, "style.css");
  const std::size_t order[] = {css.find("/* Values of the theme."),
                               css.find("/* What the compact theme sets"),
                               css.find("--accent: red"),
                               css.find("/* Rules of the default theme."),
                               css.find("/* What the compact theme lays out"),
                               css.find("p { color: var(--accent); }")};
  CHECK(std::is_sorted(std::begin(order), std::end(order)));
  CHECK(order[5] != std::string::npos);
  CHECK(loaded.site->templates.at("card.html") == "mine");
  CHECK(has(loaded.site->templates.at("home.html"), "index-lists"));      // of compact
  CHECK(has(loaded.site->templates.at("detail.html"), "detail-layout"));  // of nobody in particular
  CHECK(file(loaded, "README.md") == "none");
}

TEST_CASE("rules of one's own are without what a base adds to its rules") {
  const Loaded loaded = load("mine", {{"themes/mine/theme.json", R"({"base": "compact"})"},
                                      {"themes/mine/style.css", "a { color: var(--ink); }"}});
  const std::string css = file(loaded, "style.css");
  CHECK(has(css, "/* What the compact theme sets"));
  CHECK(css.ends_with("a { color: var(--ink); }\n"));
}

TEST_CASE("a theme that cannot be is told of at its place") {
  struct Row {
    const char* theme_json;
    const char* rule;
    const char* message;
  };
  const Row row = GENERATE(values<Row>({
      {R"({"base": "defualt"})", "site-theme", "there is no theme \"defualt\""},
      {R"({"base": "mine"})", "site-theme", "the theme builds on itself"},
      {R"({"base": "other"})", "site-theme", "the theme builds on itself"},
      {R"({"bas": "default"})", "config-unknown-key", "unknown key \"bas\""},
      {R"({"base": "../site"})", "config-schema", "\"base\" is not written as it has to be"},
      {R"({})", "site-theme", "the theme has no style.css"},
  }));
  INFO(row.theme_json);
  const Loaded loaded =
      load("mine", {{"themes/mine/theme.json", row.theme_json}, {"themes/other/theme.json", R"({"base": "mine"})"}});
  CHECK_FALSE(loaded.site);
  const auto& all = loaded.findings.all();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Finding& f) { return f.rule == row.rule; });
  REQUIRE(found != all.end());
  CHECK(found->where.file.starts_with("themes/"));
  if (*row.message) CHECK(found->message.english() == row.message);
}

TEST_CASE("a theme that is nowhere is told of where the settings name it, with the one that was meant") {
  struct Row {
    const char* name;
    const char* hint;
  };
  const Row row = GENERATE(values<Row>({{"nowhere", "there are: compact, default, mine"},
                                        {"compcat", "did you mean \"compact\"?"},
                                        {"min", "did you mean \"mine\"?"}}));
  const Loaded loaded = load(row.name, {{"themes/mine/theme.json", R"({"base": "default"})"}});
  CHECK_FALSE(loaded.site);
  REQUIRE(loaded.findings.all().size() == 1);
  const Finding& finding = loaded.findings.all()[0];
  CHECK(finding.rule == "site-theme");
  CHECK(finding.message.english() == "there is no theme \"" + std::string(row.name) + '"');
  CHECK(finding.hint.english() == row.hint);
  CHECK(finding.where.file == "site/site.json");
  CHECK(finding.where.line > 0);
}

TEST_CASE("tokens without a value are found") {
  struct Row {
    const char* css;
    std::vector<std::string> unset;
  };
  const Row row = GENERATE(values<Row>({
      {"a { color: var(--ink); }", {"--ink"}},
      {":root { --ink : red; } a { color: var( --ink ); }", {}},
      {"a { color: var(--ink, red); }", {}},
      {"a { color: var(--ink, var(--paper)); }", {"--paper"}},
      {"/* --ink: red */ a { color: var(--ink); } /* var(--paper)", {"--ink"}},
      {".a--ink:hover { color: var(--b); margin: var(--b) var(--a); }", {"--b", "--a"}},
      {"", {}},
      {"--", {}},
      {"var(--", {}},
  }));
  INFO(row.css);
  CHECK(unset_tokens(row.css) == row.unset);
}

TEST_CASE("a stylesheet finds the files of its theme") {
  struct Row {
    const char* css;
    const char* linked;
    std::vector<std::string> unknown;
  };
  const Row row = GENERATE(values<Row>({
      {"a { background: url(mark.svg); }", "a { background: url(mark.1.svg); }", {}},
      {"a { background: url( 'mark.svg' ) }", "a { background: url( 'mark.1.svg' ) }", {}},
      {R"(@font-face { src: url("mark.svg#x") format("svg"), url(mark.svg?v=1) })",
       R"(@font-face { src: url("mark.1.svg#x") format("svg"), url(mark.1.svg?v=1) })",
       {}},
      {"/* url(other.png) */ a { fill: url(#x); }", "/* url(other.png) */ a { fill: url(#x); }", {}},
      {"a { b: url(c.png); d: url(https://example.org/e) } f { g: url(c.png) }",
       "a { b: url(c.png); d: url(https://example.org/e) } f { g: url(c.png) }",
       {"c.png", "https://example.org/e"}},
      {"a { b: url(", "a { b: url(", {}},
      {"a { b: url(mark.svg", "a { b: url(mark.svg", {}},
      {"a { b: url('mark.svg) }", "a { b: url('mark.svg) }", {}},
      {"a { b: url() url('') }", "a { b: url() url('') }", {}},
      {"/* url(mark.svg)", "/* url(mark.svg)", {}},
  }));
  INFO(row.css);
  const LinkedStylesheet linked = link_files(row.css, [](std::string_view name) {
    return name == "mark.svg" ? std::optional<std::string>("mark.1.svg") : std::nullopt;
  });
  CHECK(linked.css == row.linked);
  CHECK(linked.unknown == row.unknown);
}

TEST_CASE("a theme brings a picture of its own, and one that is missing is told of") {
  const Loaded loaded = load("mine", {{"themes/mine/theme.json", R"({"base": "default"})"},
                                      {"themes/mine/mark.svg", "<svg/>"},
                                      {"themes/mine/extra.css", "p { background: url(mark.svg), url(marc.svg); }"}});
  const std::string css = file(loaded, "style.css");
  CHECK(has(css, "url(mark."));
  CHECK_FALSE(has(css, "url(mark.svg)"));
  REQUIRE(loaded.findings.all().size() == 1);
  const Finding& finding = loaded.findings.all()[0];
  CHECK(finding.rule == "site-theme-link");
  CHECK(finding.message.english() == "the stylesheet asks for \"marc.svg\", which is no file of the theme");
  CHECK(finding.hint.english() == "did you mean \"mark.svg\"?");
}
