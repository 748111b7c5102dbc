#include "findings/print_junit.h"

#include <map>

#include "findings/print_text.h"
#include "text/display.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

// Line breaks are the only control characters XML is given. Attributes hold none: a reader would turn them into blanks.
std::string xml(std::string_view text) {
  std::string out;
  for (auto [at, point] : CodePoints(text)) {
    if (point.value == '&')
      out += "&amp;";
    else if (point.value == '<')
      out += "&lt;";
    else if (point.value == '>')
      out += "&gt;";
    else if (point.value == '"')
      out += "&quot;";
    else
      append_utf8(out, point.value == '\n' || is_printable(point.value) ? point.value : kReplacementCharacter);
  }
  return out;
}

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + xml(printable(value)) + '"';
}

std::string counts(std::size_t tests, std::size_t failures) {
  return attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
         attribute("errors", "0") + attribute("skipped", "0");
}

struct Case {
  Findings errors, others;
};

using Suite = std::map<std::string, Case>;  // by rule

std::map<std::string, Suite> suites_of(const std::vector<Finding>& findings) {
  std::map<std::string, Suite> suites;
  for (const Finding& finding : findings) {
    Case& test = suites[finding.listing.empty() ? "site" : finding.listing][finding.rule];
    (finding.severity == FindingSeverity::error ? test.errors : test.others).add(finding);
  }
  return suites;
}

std::size_t failures_of(const Suite& suite) {
  std::size_t failures = 0;
  for (const auto& [rule, test] : suite) failures += test.errors.has_errors();
  return failures;
}

std::string case_of(const std::string& listing, const std::string& rule, const Case& test, const FormatStyle& style) {
  TextStyle text;
  text.most = style.most;
  text.translations = style.translations;
  const std::vector<Finding> errors = test.errors.sorted(), others = test.others.sorted();
  const Place& where = errors.empty() ? others.front().where : errors.front().where;
  std::string out = "    <testcase" + attribute("classname", listing) + attribute("name", rule);
  if (!where.file.empty()) out += attribute("file", where.file);
  if (where.line > 0) out += attribute("line", std::to_string(where.line));
  out += ">\n";
  if (!errors.empty())
    out += "      <failure" + attribute("type", "error") +
           attribute("message", errors.front().message.in(style.translations)) + '>' + xml(text_of(test.errors, text)) +
           "</failure>\n";
  if (!others.empty()) out += "      <system-out>" + xml(text_of(test.others, text)) + "</system-out>\n";
  return out + "    </testcase>\n";
}

}  // namespace

std::string junit_of(const Findings& findings, const FormatStyle& style) {
  std::map<std::string, Suite> suites = suites_of(shown_findings(findings, style.most));
  std::size_t tests = 0, failures = 0;
  std::string body;
  for (const auto& [listing, suite] : suites) {
    tests += suite.size();
    failures += failures_of(suite);
    body += "  <testsuite" + attribute("name", listing) + counts(suite.size(), failures_of(suite)) + ">\n";
    for (const auto& [rule, test] : suite) body += case_of(listing, rule, test, style);
    body += "  </testsuite>\n";
  }
  if (suites.empty()) {
    tests = 1;
    body = "  <testsuite" + attribute("name", "site") + counts(1, 0) + ">\n    <testcase" +
           attribute("classname", "site") + attribute("name", "findings") + "/>\n  </testsuite>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", "onshelf") +
         counts(tests, failures) + ">\n" + body + "</testsuites>\n";
}

}  // namespace onshelf
