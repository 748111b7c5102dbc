// A record as it was read: whole, untrusted, with the place of every value. Known to load, check and gate only.
#pragma once

#include <string>
#include <vector>

#include "model/json_value.h"

namespace onshelf {

// A text that stands in a file of its own beside the record: details.zh-CN.md, details.en.html.
struct TextFile {
  std::string key;     // field name: "details"
  std::string locale;  // as the file name says
  std::string name;    // the file's name
  bool is_html = false;
  std::string bytes;  // valid UTF-8
};

struct Record {
  std::string id;                  // the folder's name
  std::string folder;              // relative to the site's root: "content/listings/gitea-server"
  std::string file;                // folder + "/listing.json"
  std::string bytes;               // of that file; `document` has ranges into it
  JsonValue document;              // an object
  std::vector<TextFile> texts;     // by file name
  std::vector<std::string> files;  // other regular files of the folder, sorted
  bool has_pending_edit = false;   // there is a folder draft/; nobody looked into it
};

}  // namespace onshelf
