// Long texts in the build state. They lie there in pieces, so that a build writes only what it changed of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/content_hash.h"

namespace onshelf {

class Database;

// What is kept of a build besides its files. Numbers are those in the store.
enum class KeptText : std::uint8_t { report = 1, folders = 2, plan = 3, standing = 4 };

// Functions throw StoreFault.
class KeptTexts {
 public:
  // SQL for the tables they lie in.
  static constexpr const char* kSchema = R"(
    CREATE TABLE texts (folder INTEGER NOT NULL, text INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (folder, text)) WITHOUT ROWID;
    CREATE TABLE pieces (folder INTEGER NOT NULL, text INTEGER NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL,
                         PRIMARY KEY (folder, text, number));
  )";

  // Reads all that is kept of an output folder, so that what is damaged is found here, and not when it is written over. What nobody of
  // ours can have written is a StoreFault as well.
  void load(const Database& database, std::int64_t folder);
  // Nothing: there is none, or it is not what was written. (Readers believe the sizes in it.)
  std::optional<std::string> read(const Database& database, std::int64_t folder, KeptText text) const;
  // What load() saw is not written again; without load() all is.
  void write(const Database& database, std::int64_t folder, KeptText text, std::string_view bytes);

 private:
  // What lies there.
  struct Known {
    std::vector<ContentHash> pieces;
    std::size_t size = 0;
  };
  std::map<KeptText, Known> known_;
};

}  // namespace onshelf
