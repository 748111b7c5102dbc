#include "render/download_kind.h"
#include "support/catch.h"

using namespace onshelf;

TEST_CASE("A1: only documents and archives may be downloaded, by name and by first bytes") {
  struct Row {
    std::string name, bytes;
    bool ok;
  };
  const std::string zip("PK\x03\x04rest", 8), ole2("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", 12);
  const Row row = GENERATE_COPY(values<Row>({
      {"guide.pdf", "%PDF-1.4", true},
      {"notes.docx", zip, true},
      {"notes.doc", ole2, true},
      {"all.zip", zip, true},
      {"all.rar", std::string("Rar!\x1A\x07\x00", 7), true},
      {"all.rar", std::string("Rar!\x1A\x07\x01\x00", 8), true},
      {"all.rar", "Rar!\x1A\x07 or not", false},
      {"polyglot.zip", "<script>PK\x03\x04", false},
      {"picture.png", "\x89PNG\r\n\x1A\n", false},
      {"picture.gif", "GIF89a", false},
      {"page.htm", "<!doctype html>", false},
      {"notes.txt", "text", false},
      {"run.sh", "#!/bin/sh", false},
      {"guide.pdf", "<html>", false},
      {"guide.pdf", " %PDF-1.4", false},
      {"guide.pdf", "", false},
      {"notes.docx", ole2, false},
      {"evil.html", "%PDF-1.4", false},
      {"x.js", "alert(1)", false},
      {"a.svg", "<svg/>", false},
      {"s.php", "%PDF-1.4", false},
      {"web.config", zip, false},
      {"pdf", "%PDF-1.4", false},
  }));
  INFO(row.name);
  CHECK(fault_of_download(row.name, row.bytes).empty() == row.ok);
}
