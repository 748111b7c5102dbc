#include "support/catch.h"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <random>

#include "text/display.h"
#include "text/escape.h"
#include "text/file_name.h"
#include "text/natural_order.h"
#include "text/normal_form.h"
#include "text/slug.h"
#include "text/utf8.h"

using namespace onshelf;
using namespace std::string_literals;

TEST_CASE("where UTF-8 stops being valid") {
  struct Row {
    std::string text;
    int at;  // -1: valid
  };
  const Row rows[] = {
      {"", -1},
      {"plain", -1},
      {"é名😀\uFFFF\U0010FFFF", -1},
      {"\0"s, -1},
      {"\x80", 0},
      {"a\xC3", 1},
      {"\xC0\xAF", 0},
      {"\xC1\xBF", 0},
      {"\xE0\x9F\xBF", 0},
      {"\xE0\xA0\x80", -1},
      {"\xED\x9F\xBF", -1},
      {"\xED\xA0\x80", 0},
      {"\xED\xBF\xBF", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xF0\x90\x80\x80", -1},
      {"\xF4\x8F\xBF\xBF", -1},
      {"\xF4\x90\x80\x80", 0},
      {"\xF5\x80\x80\x80", 0},
      {"\xFF", 0},
      {"12345678\xE5\x90", 8},
      {"12345678é12345678\xFF", 18},
      {"\xE5\x90\x41", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto at = find_invalid_utf8(row.text);
    CHECK((at ? static_cast<int>(*at) : -1) == row.at);
  }
}

TEST_CASE("code points are counted, named and written") {
  CHECK(count_code_points("é名😀") == 3);
  CHECK(count_code_points("a\xFF\xFEz") == 4);
  CHECK(name_of_code_point(0x9) == "U+0009");
  CHECK(name_of_code_point(0x1F600) == "U+1F600");
  CHECK(name_of_code_point(0x10FFFF) == "U+10FFFF");
  for (char32_t value : {0x0u, 0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xFFFFu, 0x10000u, 0x10FFFFu}) {
    std::string text;
    append_utf8(text, value);
    CHECK(code_point_at(text, 0).value == value);
    CHECK(code_point_at(text, 0).size == text.size());
  }
}

TEST_CASE("P5: width on a terminal, and what may be shown there") {
  struct Row {
    char32_t value;
    bool shown;
    std::size_t width;
  };
  const Row rows[] = {{U'a', true, 1},    {U'é', true, 1},    {U'名', true, 2},  {U'Ａ', true, 2},
                      {U'😀', true, 2},    {0x301, true, 0},   {0x1B, false, 1},  {0x9B, false, 1},
                      {0x202E, false, 1}, {0x200B, false, 1}, {0xE000, false, 1}};
  for (const Row& row : rows) {
    CAPTURE(name_of_code_point(row.value));
    CHECK(is_printable(row.value) == row.shown);
    if (row.shown) CHECK(display_width(row.value) == row.width);
  }
  CHECK(printable("a\x1b[0m\xFF\n") == "a\uFFFD[0m\uFFFD\uFFFD");
}

TEST_CASE("P1: ids") {
  const std::string longest(80, 'a');
  for (const std::string& id : {"a"s, "gitea-server"s, "7zip"s, "com10"s, "console"s, "en"s, "u2"s, longest}) {
    CAPTURE(id);
    CHECK(fault_of_id(id).empty());
  }
  struct Row {
    std::string id, fault;
  };
  const std::string characters = "an id has a character other than a-z, 0-9 and hyphen";
  const Row rows[] = {
      {"", "an id is empty"},
      {longest + "a", "an id has more than 80 bytes"},
      {"Gitea", characters},
      {"a b", characters},
      {"a_b", characters},
      {"../x", characters},
      {"a.b", characters},
      {"é", characters},
      {"a\0b"s, characters},
      {"-a", "an id begins or ends with a hyphen"},
      {"a-", "an id begins or ends with a hyphen"},
      {"a--b", "an id has two hyphens in a row"},
      {"con", "an id is the name of a device on some systems"},
      {"lpt9", "an id is the name of a device on some systems"},
      {"com0", "an id is the name of a device on some systems"},
      {"index", "an id is a name that the site uses itself"},
      {"u", "an id is a name that the site uses itself"},
      {"page", "an id is a name that the site uses itself"},
      {"sitemap", "an id is a name that the site uses itself"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.id);
    CHECK(fault_of_id(row.id) == row.fault);
    CHECK_FALSE(is_valid_id(row.id));
  }
  CHECK(is_locale_name("zh-cn", {"en", "zh-CN"}));
  CHECK_FALSE(is_locale_name("zh", {"en", "zh-CN"}));
}

TEST_CASE("A2: names for downloads") {
  struct Row {
    std::string name, safe;
  };
  const Row rows[] = {
      {"guide.pdf", "guide.pdf"},
      {"User Guide (v1.2).PDF", "User-Guide-v1.2.pdf"},
      {"用户 手册.docx", "用户-手册.docx"},
      {"e\u0301te\u0301.pdf", "été.pdf"},
      {"../../etc/passwd", "passwd"},
      {"C:\\temp\\a.zip", "a.zip"},
      {"..", "file"},
      {"", "file"},
      {".htaccess", "htaccess"},
      {".pdf", "pdf"},
      {"...a.pdf", "a.pdf"},
      {"invoice.pdf.exe", "invoice.pdf.exe"},
      {"a\u202Egpj.exe", "a-gpj.exe"},
      {"a\u200Bb.pdf", "a-b.pdf"},
      {"a\r\nSet-Cookie: x.pdf", "a-Set-Cookie-x.pdf"},
      {"a\"b;c.pdf", "a-b-c.pdf"},
      {"a\0.pdf"s, "a.pdf"},
      {"a\xFF.pdf", "a.pdf"},
      {"con.pdf", "file-con.pdf"},
      {"AUX.txt.pdf", "file-AUX.txt.pdf"},
      {"a - _b.pdf", "a-b.pdf"},
      {"-rf.pdf", "rf.pdf"},
      {"a.pdf ", "a.pdf"},
      {"a.", "a"},
      {"a.\u220DPDF", "a.pdf"},
      {"name.toolongextension", "name.toolongextension"},
      {"\uE000\u3164.pdf", "file.pdf"},
      {"हिन्दी.pdf", "हिन्दी.pdf"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(safe_file_name(row.name) == row.safe);
    CHECK(safe_file_name(row.safe) == row.safe);
  }
  CHECK(safe_file_name(std::string(1000, 'a') + ".pdf") == std::string(116, 'a') + ".pdf");
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "q\u0301";
  CHECK(safe_file_name(accents + ".pdf").size() == 3 * 38 + 4);
  CHECK(safe_file_name(std::string(116, 'a') + ".HTML-and-more") == std::string(116, 'a') + ".htm");
  CHECK(safe_file_name("a" + std::string("\u0301\u0301\u0301\u0301") + ".pdf") == "á\u0301\u0301.pdf");
}

TEST_CASE("versions ascend") {
  const std::vector<std::string> ascending = {
      "1.0-dev",
      "1.0-alpha",
      "1.0-alpha.2",
      "1.0-beta",
      "1.0-rc1",
      "1.0-RC2",
      "v1.0-rc10",
      "1.0",
      "v1.0",
      "1.0-hotfix",
      "1.0.1",
      "1.0.2",
      "1.0.2a",
      "1.0.2b",
      "v1.9-rc1",
      "1.9",
      "v1.9",
      "v1.10",
      "V2",
      "2.0",
      "2023",
      "2024版",
      "2025",
      "20241231",
      "99999999999999999999999",
      "100000000000000000000000",
  };
  for (std::size_t i = 0; i < ascending.size(); ++i)
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      CAPTURE(ascending[i], ascending[j]);
      const auto order = compare_versions(ascending[i], ascending[j]);
      CHECK((order < 0) == (i < j));
      CHECK((order == 0) == (i == j));
    }
}

TEST_CASE("the order of versions is total") {
  std::mt19937 random(7);
  const std::string alphabet = "0019.-vVarc+";
  std::vector<std::string> versions = {"1.0", "1.00", "v1.0", "1-0", "rc", "1.0-rc", "1.0rc1"};
  for (int i = 0; i < 60; ++i) {
    std::string version;
    for (auto n = random() % 7; n > 0; --n) version += alphabet[random() % alphabet.size()];
    versions.push_back(version);
  }
  std::sort(versions.begin(), versions.end());
  versions.erase(std::unique(versions.begin(), versions.end()), versions.end());
  bool holds = true;
  for (const auto& a : versions)
    for (const auto& b : versions) {
      const auto ab = compare_versions(a, b);
      holds = holds && (ab == 0) == (a == b) && (ab < 0) == (compare_versions(b, a) > 0);
      for (const auto& c : versions)
        if (ab < 0 && compare_versions(b, c) < 0) holds = holds && compare_versions(a, c) < 0;
    }
  CHECK(holds);
}

TEST_CASE("escapes") {
  CHECK(escape_html("a<b>&\"c'`é") == "a&lt;b&gt;&amp;&quot;c&#39;&#96;é");
  CHECK(escape_html("a\0\x1b\x7F\tb\n"s) == "a\tb\n");
  CHECK(escape_html("") == "");
  CHECK(percent_encode_path("a b/ü?#%~-_.&'\"<") == "a%20b/%C3%BC%3F%23%25~-_.%26%27%22%3C");
}

TEST_CASE("NFC of every character, alone and before every kind of mark, is what ICU says") {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  REQUIRE(U_SUCCESS(status));
  std::size_t wrong = 0;
  for (char32_t c = 1; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    for (const std::string_view follower : {"", "a", "\u0301", "\u0338", "\u0653", "\u3099", "\u1161", "\u11a8"}) {
      std::string text;
      append_utf8(text, c);
      text += follower;
      std::string expected;
      nfc->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(expected);
      wrong += to_nfc(text) != expected || count_in_nfc(text) != count_code_points(expected);
    }
  }
  CHECK(U_SUCCESS(status));
  CHECK(wrong == 0);
}

TEST_CASE("normal forms") {
  CHECK(to_nfc("Cafe\u0301") == "Café");
  CHECK(to_nfc("plain") == "plain");
  CHECK(count_in_nfc("Cafe\u0301") == 4);
  CHECK(count_in_nfc("plain") == 5);
  CHECK(count_in_nfc("\u304b\u3099") == 1);  // ka and its voicing mark
  CHECK(to_comparable("Straße") == to_comparable("STRASSE"));
  CHECK(to_comparable("\u212A") == "k");
  CHECK(to_comparable("ＡＢＣ") == "abc");
}
