#include "support/catch.h"

#include "text/one_line.h"

using namespace onshelf;
using namespace std::string_literals;

namespace {

// "rule line:column, ..."
std::string faults_of(const OneLine& line) {
  std::string all;
  for (const TextFault& fault : line.faults) {
    if (!all.empty()) all += ", ";
    all += fault.rule + " " + std::to_string(fault.line) + ":" + std::to_string(fault.column);
  }
  return all;
}

}  // namespace

TEST_CASE("X7: texts of one line are cleaned by the stated rule") {
  struct Row {
    std::string text, cleaned, faults;
  };
  const Row rows[] = {
      {"Gitea Server", "Gitea Server", ""},
      {"  Gitea\u3000", "Gitea", ""},
      {"Cafe\u0301", "Café", ""},
      {"\u2800\u2800", "", ""},
      {"\u2800Gitea\u2800", "Gitea", ""},
      {"云镜像 Ａ", "云镜像 Ａ", ""},
      {"a\nb", "a b", "text-line-break 1:2"},
      {"a\r\nb\u200B", "a b", "text-line-break 1:3, text-invisible 2:2"},
      {"a\u2028b\u0085c", "a b c", "text-line-break 1:2, text-line-break 1:4"},
      {"a\tb", "a b", "text-control 1:2"},
      {"a\x1b[31m", "a[31m", "text-control 1:2"},
      {"a\0b"s, "ab", "text-control 1:2"},
      {"a\x7F\u009B", "a", "text-control 1:2, text-control 1:3"},
      {"a\xFFz", "az", "text-encoding 1:2"},
      {"\u202Eexe\u202C", "exe", "text-bidi 1:1, text-bidi 1:5"},
      {"\u061C\u200E\u200F\u202A\u2066\u2069", "",
       "text-bidi 1:1, text-bidi 1:2, text-bidi 1:3, text-bidi 1:4, text-bidi 1:5, text-bidi 1:6"},
      {"a\u200Bb", "ab", "text-invisible 1:2"},
      {"\uFEFFa\u00ADb\u2060", "ab", "text-invisible 1:1, text-invisible 1:3, text-invisible 1:5"},
      {"\u3164\u115F\uFFA0", "", "text-invisible 1:1, text-invisible 1:2, text-invisible 1:3"},
      {"a\u200Db", "ab", "text-invisible 1:2"},
      {"a\U000E0041", "a", "text-invisible 1:2"},
      {"\uE000", "", "text-private-use 1:1"},
      {"\U0010FFFD", "", "text-private-use 1:1"},
      {"\u0378", "", "text-unassigned 1:1"},
      {"\uFDD0\uFFFE", "", "text-unassigned 1:1, text-unassigned 1:2"},
      {"\uFFF9a\uFFFB", "a", "text-invisible 1:1, text-invisible 1:3"},
      {"a\u0323\u0301\u0302\u0303", "ạ\u0301\u0302", "text-marks 1:4"},
      {"q\u0301\u0302\u0303b", "q\u0301\u0302b", "text-marks 1:4"},
      // Joiners and selectors that do their work stay.
      {"می\u200Cخواهم", "می\u200Cخواهم", ""},
      {"क्\u200Dष", "क्\u200Dष", ""},
      {"👩\u200D💻", "👩\u200D💻", ""},
      {"❤\uFE0F", "❤\uFE0F", ""},
      {"葛\U000E0100城", "葛\U000E0100城", ""},
      {"a\uFE0F", "a", "text-invisible 1:2"},
      // And go when what they joined goes.
      {"👩\u200D\U0001FCFB.", "👩.", "text-unassigned 1:3"},
      {"क\u0334\u0338\u094D\u200Dष", "क\u0334\u0338ष", "text-marks 1:4"},
      {"👩\u200D", "👩", "text-invisible 1:2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const OneLine line = clean_one_line(row.text);
    CHECK(line.text == row.cleaned);
    CHECK(faults_of(line) == row.faults);
    const OneLine again = clean_one_line(line.text);
    CHECK(again.text == line.text);
    CHECK(again.faults.empty());
  }
}

TEST_CASE("X7: faults name the character and are capped") {
  const OneLine line = clean_one_line("a\u202Eb");
  REQUIRE(line.faults.size() == 1);
  CHECK(line.faults[0].message == "U+202E changes the reading direction");
  CHECK(clean_one_line(std::string(1000, '\x01')).faults.size() == 20);
}
