// Every rule of the contract documents, by the rows of tests/rules/: a sound record of each product type, and patches that
// keep or break one rule at a time.
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "check/limits.h"
#include "load/records.h"
#include "support/catch.h"
#include "support/memory_disk.h"
#include "support/site_fixture.h"

using namespace onshelf;
using Json = nlohmann::json;

namespace {

struct Table {
  std::string file;
  Json json;
};

const std::vector<Table>& tables() {
  static const std::vector<Table> all = [] {
    std::vector<Table> found;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(ONSHELF_SOURCE_DIR) + "/tests/rules"))
      if (entry.path().extension() == ".json") {
        std::ifstream stream(entry.path());
        found.push_back({entry.path().filename().string(), Json::parse(stream)});
      }
    std::sort(found.begin(), found.end(), [](const Table& a, const Table& b) { return a.file < b.file; });
    return found;
  }();
  return all;
}

// {"repeat": "字", "times": 80, "end": "."} is a text; everything else is itself.
Json expanded(const Json& json) {
  if (json.is_object() && json.contains("repeat")) {
    std::string text = json.value("begin", "");
    for (int i = 0; i < json.at("times").get<int>(); ++i) text += json.at("repeat").get<std::string>();
    return text + json.value("end", "");
  }
  Json result = json;
  if (json.is_structured())
    for (auto& [key, value] : result.items()) value = expanded(value);
  return result;
}

std::string big(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

// The head of a picture, which is all that limits look at: {"picture": "png", "width": 280, "height": 280, "dpi": 72}.
std::string picture_head(const Json& json) {
  const std::string kind = json.at("picture");
  const auto width = json.at("width").get<std::uint32_t>(), height = json.at("height").get<std::uint32_t>();
  const auto dpi = json.value("dpi", 0u);
  const auto two = [](std::uint32_t value) {
    return std::string{static_cast<char>(value >> 8), static_cast<char>(value)};
  };
  const auto two_little = [](std::uint32_t value) {
    return std::string{static_cast<char>(value), static_cast<char>(value >> 8)};
  };
  if (kind == "gif") return "GIF89a" + two_little(width) + two_little(height) + std::string(3, '\0');
  if (kind == "jpeg")
    return std::string("\xFF\xD8\xFF\xE0", 4) + two(16) + std::string("JFIF\0\1\1", 7) +
           std::string(1, dpi ? '\1' : '\0') + two(dpi ? dpi : 1) + two(dpi ? dpi : 1) + std::string(2, '\0') +
           "\xFF\xC0" + two(17) + '\x08' + two(height) + two(width) + std::string(10, '\0');
  std::string png = std::string("\x89PNG\r\n\x1A\n", 8) + big(13) + "IHDR" + big(width) + big(height) +
                    std::string("\x08\x06\0\0\0", 5) + big(0);
  const auto per_metre = static_cast<std::uint32_t>(dpi / 0.0254 + 0.5);
  if (dpi) png += big(9) + "pHYs" + big(per_metre) + big(per_metre) + '\1' + big(0);
  return png + big(0) + "IDAT" + big(0);
}

// {"starts": "%PDF-1.7", "bytes": 2000000}, {"hex": "d0cf11e0a1b11ae1"}, a picture as above, or the text itself.
std::string file_bytes(const Json& json) {
  if (json.is_string()) return json;
  std::string bytes = json.value("starts", "");
  if (json.contains("picture")) bytes = picture_head(json);
  const std::string hex = json.value("hex", "");
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  if (json.contains("bytes")) bytes.resize(json.at("bytes").get<std::size_t>(), ' ');
  return bytes;
}

const CheckBook& book() {
  static const CheckBook shared(demo_site(), {"harbor-forge"});
  return shared;
}

std::vector<Finding> judge(const Table& table, const Json& patch, const Json& files, bool advice = true) {
  Json record = table.json.at("base");
  record.merge_patch(expanded(patch));
  Json all_files = table.json.value("files", Json::object());
  if (files.is_object()) all_files.update(files);
  const std::string kind = demo_site().find_type(record.value("type", ""))->is_seller ? "seller" : "listing";
  const std::string folder = "content/" + kind + 's', id = "sample";
  MemoryDisk disk;
  disk.put(folder + '/' + id + '/' + kind + ".json", record.dump(2));
  for (const auto& [name, json] : all_files.items()) disk.put(folder + '/' + id + '/' + name, file_bytes(json));
  Findings findings;
  const auto loaded = load_record(disk, folder, id, kind + ".json", findings);
  if (loaded)
    if (auto checked = check_identity(*loaded, book(), findings)) {
      check_fields(*loaded, book(), *checked, findings);
      check_limits(*loaded, book(), *checked, disk, advice, findings);
    }
  return findings.all();
}

bool has(const std::vector<Finding>& findings, const std::string& rule) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) { return finding.rule == rule; });
}

std::string described(const std::vector<Finding>& findings) {
  std::string all;
  for (const Finding& finding : findings)
    all += finding.rule + ' ' + finding.where.file + ':' + std::to_string(finding.where.line) + ' ' +
           finding.message.english() + " | " + finding.hint.english() + '\n';
  return all;
}

}  // namespace

TEST_CASE("the records that the rows of rules start from break none") {
  REQUIRE(tables().size() == demo_site().types.size());
  for (const Table& table : tables()) {
    const auto findings = judge(table, Json::object(), Json::object());
    INFO(table.file << '\n' << described(findings));
    CHECK(findings.empty());
  }
}

TEST_CASE("J5: every row of every rule is judged as it says") {
  for (const Table& table : tables())
    for (const Json& row : table.json.at("rows")) {
      const auto findings = judge(table, row.value("patch", Json::object()), row.value("files", Json::object()));
      // A rule that only names a field is broken by a name nobody knows; the finding has a name of its own then.
      const std::string rule = row.at("rule").get<std::string>();
      const std::string expected = row.value("finding", rule);
      INFO(table.file << ": " << rule << ", " << row.at("case").get<std::string>() << '\n' << described(findings));
      CHECK(has(findings, expected) != row.at("passes").get<bool>());
      if (row.at("passes").get<bool>()) CHECK_FALSE(has(findings, rule));
      // Of the gravest: a secret that is also wrong is a warning and an error.
      if (row.contains("severity")) {
        const bool has_error = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
          return finding.rule == expected && finding.severity == FindingSeverity::error;
        });
        CHECK((has_error ? "error" : "warning") == row.at("severity").get<std::string>());
      }
      // One mistake is one finding, in these words.
      if (row.contains("says")) {
        REQUIRE(findings.size() == 1);
        CHECK(findings.front().message.english() == row.at("says").get<std::string>());
        CHECK(findings.front().hint.english() == row.value("hint", findings.front().hint.english()));
      }
      for (const Finding& finding : findings) {
        if (finding.rule != expected || expected != rule) continue;
        if (finding.about.field.empty()) continue;
        CHECK_FALSE(finding.about.says.empty());
        CHECK_FALSE(finding.about.source.empty());
      }
    }
}

TEST_CASE("who does not ask for advice hears all the rest, and only that") {
  std::size_t advisories = 0;
  for (const Table& table : tables())
    for (const Json& row : table.json.at("rows")) {
      const Json patch = row.value("patch", Json::object()), files = row.value("files", Json::object());
      auto findings = judge(table, patch, files);
      advisories += static_cast<std::size_t>(
          std::erase_if(findings, [](const Finding& finding) { return finding.about.advisory; }));
      INFO(table.file << ": " << row.at("case").get<std::string>());
      CHECK(described(judge(table, patch, files, false)) == described(findings));
    }
  CHECK(advisories > 0);
}

TEST_CASE("every rule of every platform file has a row that keeps it and one that breaks it") {
  std::map<std::pair<std::string, std::string>, std::set<bool>> seen;  // by product type and rule
  for (const Table& table : tables())
    for (const Json& row : table.json.at("rows"))
      seen[{table.json.at("base").at("type").get<std::string>(), row.at("rule").get<std::string>()}].insert(
          row.at("passes").get<bool>());
  std::set<std::string> rules, uncovered;
  for (const ProductType& type : demo_site().types) {
    for (const FieldSpec& field : type.fields) {
      // Rules of the site's own, for fields the documents do not have, are numbered with an S.
      if (field.rule.find("-S") != std::string::npos) continue;
      rules.insert(field.rule);
      if (seen[{type.id, field.rule}].size() != 2) uncovered.insert(field.rule);
    }
  }
  for (const std::string& rule : uncovered) UNSCOPED_INFO(rule);
  CHECK(uncovered.empty());
  CHECK(rules.size() == 110);
}

namespace {

const Table& table(const std::string& file) {
  for (const Table& each : tables())
    if (each.file == file) return each;
  throw std::runtime_error("no rows in " + file);
}

const Finding& only(const std::vector<Finding>& findings, const std::string& rule) {
  INFO(described(findings));
  const auto found =
      std::find_if(findings.begin(), findings.end(), [&](const auto& each) { return each.rule == rule; });
  REQUIRE(found != findings.end());
  return *found;
}

}  // namespace

TEST_CASE(
    "a finding about a rule says what was measured, what is allowed, by how much, and where the rule comes from") {
  const auto findings =
      judge(table("alibaba-cloud.saas.json"), Json::parse(R"({"name": {"en": {"repeat": "a", "times": 112}}})"), {});
  const Finding& finding = only(findings, "ALS-01");
  CHECK(finding.message.english() == "\"name\" has 112 characters; the most is 100 characters");
  CHECK(finding.hint.english() == "12 characters too long");
  CHECK(finding.about.field == "name");
  CHECK(finding.about.limit == "at most 100 characters");
  CHECK(finding.about.measured == "112 characters");
  CHECK(finding.about.source == "Alibaba Cloud Marketplace Seller Guide v0.1 (Alibaba Cloud), 2026-11-20");
  CHECK_FALSE(finding.about.advisory);
  CHECK(finding.where.excerpt.find("\"en\": \"aaa") != std::string::npos);
}

TEST_CASE("a finding stands at the value itself: the language, the first item too many, the text file") {
  const auto tags = judge(table("tencent-cloud.image.json"),
                          Json::parse(R"({"tags": {"en": ["a", "b", "c", "d", "e", "six-th"]}})"), {});
  CHECK(only(tags, "TXI-04").where.excerpt.find("six-th") != std::string::npos);
  const auto file = judge(table("jd-cloud.image.json"), Json::parse(R"({"details": {"zh-CN": null}})"),
                          Json::parse(R"({"details.zh-CN.md": "# 短"})"));
  const Finding& finding = only(file, "JDI-09");
  CHECK(finding.where.file == "content/listings/sample/details.zh-CN.md");
  CHECK(finding.where.line == 1);
  CHECK(finding.about.measured == "1 character of visible text (3 characters with markup)");
}

TEST_CASE("what stands in a long text is found at its line and column, in a file and in the record") {
  struct Row {
    const char* type;
    const char* field;
    const char* rule;
    const char* text;
    std::uint32_t line, column;
    const char* marked;
  };
  const Row row = GENERATE(values<Row>({
      {"tencent-cloud.image.json", "details", "TXI-A5", "# One\n\nSee [x](https://example.org/a).\n", 3, 9,
       "https://example.org/a"},
      {"tencent-cloud.image.json", "details", "TXI-A5", "A &amp; B\n\"C\" &lt; [x](&#104;ttps://example.org/) \\*", 2,
       14, "&#104;ttps://example.org/"},
      {"tencent-cloud.image.json", "details", "TXI-A5", "[x](//example.org)", 1, 5, "//example.org"},
      {"tencent-cloud.image.json", "details", "TXI-A5", "中 😀\t\x01 [x](www.example.org)", 1, 11, "www.example.org"},
      {"huawei-koogallery.image.json", "eula", "HWI-08", "One\n\\*Two\\* \"by\" \\[Company\\]\n", 2, 15, "[Company"},
  }));
  INFO(row.rule << ' ' << row.text);
  const std::string file = std::string(row.field) + ".en.md";
  const auto of = [&](const std::vector<Finding>& findings) {
    const auto one =
        std::find_if(findings.begin(), findings.end(), [&](const Finding& each) { return each.rule == row.rule; });
    REQUIRE(one != findings.end());
    return one->where;
  };
  // ASCII, so that columns of the excerpt are bytes.
  const auto marked = [](const Place& where) { return where.excerpt.substr(where.caret - 1, where.width); };
  const bool is_ascii = std::all_of(row.text, row.text + std::strlen(row.text), [](char c) { return c > 1; });

  const Place in_file = of(judge(table(row.type), Json{{row.field, nullptr}}, Json{{file, row.text}}));
  CHECK(in_file.file == "content/listings/sample/" + file);
  CHECK(in_file.line == row.line);
  CHECK(in_file.column == row.column);
  if (is_ascii) CHECK(marked(in_file) == row.marked);
  // (It cannot be given twice.)
  const bool has_file = table(row.type).json.value("files", Json::object()).contains(file);
  const Json without = has_file ? Json{{file, ""}} : Json::object();
  const Place in_record = of(judge(table(row.type), Json{{row.field, {{"en", row.text}}}}, without));
  CHECK(in_record.file == "content/listings/sample/listing.json");
  if (is_ascii) CHECK(marked(in_record) == row.marked);
}

TEST_CASE("a confidential value is never quoted") {
  const auto name = judge(table("jd-cloud.provider.json"), Json::parse(R"({"bank_account_name": "MARKER"})"), {});
  const auto method = judge(table("huawei-koogallery.image.json"),
                            Json::parse(R"({"image_asset": "MARKER.txt", "trademark": null})"), {});
  const auto certificate = judge(table("alibaba-cloud.image.json"), Json::parse(R"({"trademark_copy": "MARKER.docx"})"),
                                 Json::parse(R"({"MARKER.docx": "MARKER"})"));
  only(name, "JDP-09");
  only(certificate, "ALI-15");
  for (const auto& findings : {name, method, certificate})
    for (const Finding& finding : findings)
      for (const std::string& text : {finding.message.english(), finding.hint.english(), finding.where.excerpt,
                                      finding.about.measured, finding.about.limit})
        CHECK(text.find("MARKER") == std::string::npos);
}

TEST_CASE("advice is a warning that names its source and day, and builds keep quiet about it") {
  struct Row {
    const char* file;
    const char* rule;
    const char* patch;
    bool breaks;
  };
  const Row row = GENERATE(values<Row>({
      {"tencent-cloud.image.json", "TXI-A1", R"({"name": {"en": {"repeat": "字", "times": 30}}})", false},
      {"tencent-cloud.image.json", "TXI-A1", R"({"name": {"en": {"repeat": "字", "times": 31}}})", true},
      {"tencent-cloud.image.json", "TXI-A2", R"({"name": {"en": "Sample, Free to use"}})", true},
      {"tencent-cloud.image.json", "TXI-A2", R"({"name": {"en": "Gluten-free to user"}})", false},
      {"tencent-cloud.image.json", "TXI-A5", R"-({"details": {"en": "[x](HTTPS://example.org/)"}})-", true},
      {"tencent-cloud.image.json", "TXI-A5", R"-({"details": {"en": "[x](&#104;ttps://example.org/)"}})-", true},
      {"tencent-cloud.image.json", "TXI-A5", R"-({"details": {"en": "[x](guide.pdf) and HTTPS"}})-", false},
      {"tencent-cloud.image.json", "TXI-A12", R"({"versions": ["v1.0.0.0.0.0.0.0.0.0"]})", false},
      {"tencent-cloud.image.json", "TXI-A12", R"({"versions": ["v1.0.0.0.0.0.0.0.0.01"]})", true},
      {"tencent-cloud.image.json", "TXI-A19", R"({"industries": ["a", "b", "c", "d", "e", "f"]})", true},
      {"tencent-cloud.image.json", "TXI-A19", R"({"industries": ["a", "b", "c", "d", "e"]})", false},
      {"jd-cloud.image.json", "JDI-A4", R"({"name": {"en": "Optimal Sample"}})", true},
      {"jd-cloud.image.json", "JDI-A4", R"({"name": {"en": "Suboptimal Sample"}})", false},
      {"jd-cloud.image.json", "JDI-A5", R"({"summary": {"zh-CN": "独家提供的数据库镜像，开箱即用，支持备份。"}})",
       true},
      {"huawei-koogallery.image.json", "HWI-A6", R"({"details": {"en": {"repeat": "字", "times": 400}}})", false},
      {"huawei-koogallery.image.json", "HWI-A6", R"({"details": {"en": {"repeat": "字", "times": 399}}})", true},
  }));
  INFO(row.rule << ' ' << row.patch);
  const auto findings = judge(table(row.file), Json::parse(row.patch), Json::object());
  CHECK(has(findings, row.rule) == row.breaks);
  if (!row.breaks) return;
  const Finding& finding = only(findings, row.rule);
  CHECK(finding.severity == FindingSeverity::warning);
  CHECK(finding.about.advisory);
  CHECK(finding.about.source.find("), 20") != std::string::npos);
  CHECK(is_for_sellers_only(finding));
}

TEST_CASE("builds keep quiet about what only an upload is about, and about nothing else") {
  const auto judged = [&](const char* files, const char* patch) {
    return judge(table("jd-cloud.image.json"), Json::parse(patch), Json::parse(files));
  };
  CHECK(is_for_sellers_only(
      only(judged(R"({"icon.png": {"picture": "png", "width": 512, "height": 512}})", "{}"), "JDI-06")));
  CHECK_FALSE(is_for_sellers_only(
      only(judged(R"({"icon.png": {"picture": "png", "width": 64, "height": 64}})", "{}"), "JDI-06")));
  CHECK_FALSE(is_for_sellers_only(only(
      judged(R"({"icon.png": {"picture": "png", "width": 280, "height": 280, "bytes": 50001}})", "{}"), "JDI-06")));
  CHECK(is_for_sellers_only(only(judged("{}", R"({"image_id": null})"), "JDI-03")));
  CHECK_FALSE(is_for_sellers_only(only(judged("{}", R"({"support": null})"), "JDI-11")));
}
