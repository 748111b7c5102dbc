#include "write/build_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

#include "store/database.h"
#include "write/output_tree.h"

namespace onshelf {
namespace {

constexpr int kFormat = 6;
constexpr const char* kSchema = R"(
  CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
  CREATE TABLE written (folder INTEGER NOT NULL, path TEXT NOT NULL, content BLOB NOT NULL, stamp BLOB NOT NULL,
                        key BLOB NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
  CREATE TABLE claims (folder INTEGER NOT NULL, paths BLOB NOT NULL);  -- one row a build, paths separated by line feeds
  CREATE TABLE found_folders (folder INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
  CREATE TABLE builds (folder INTEGER PRIMARY KEY, inputs BLOB NOT NULL, place BLOB NOT NULL);
)";

Database open_state(const std::string& file) {
  static const std::string schema = std::string(kSchema) + KeptTexts::kSchema;
  return Database(file, {kFormat, schema.c_str()});
}

std::optional<std::int64_t> find_folder(const Database& database, std::string_view path) {
  Statement query = database.statement("SELECT id FROM folders WHERE path = ?");
  if (!query.bind(1, path).step()) return std::nullopt;
  return query.number(0);
}

std::int64_t folder_id(const Database& database, std::string_view path) {
  database.statement("INSERT OR IGNORE INTO folders (path) VALUES (?)").bind(1, path).run();
  return find_folder(database, path).value();
}

std::string checked_path(std::string_view path) {
  if (!is_output_path(path)) throw StoreFault{"with a path that leads elsewhere", false};
  return std::string(path);
}

KnownOutputs read_outputs(const Database& database, std::string_view folder, KeptTexts& texts) {
  KnownOutputs known;
  const auto id = find_folder(database, folder);
  if (!id) return known;

  Statement written =
      database.statement("SELECT path, content, stamp, key, size FROM written WHERE folder = ? ORDER BY path");
  written.bind(1, *id);
  while (written.step())
    known.written.push_back({checked_path(written.bytes(0)), hash_from_bytes(written.bytes(1)),
                             hash_from_bytes(written.bytes(2)), key_from_bytes(written.bytes(3)),
                             static_cast<std::uint64_t>(written.number(4))});

  texts.load(database, *id);
  known.folders = texts.read(database, *id, KeptText::folders).value_or("");
  Statement build = database.statement("SELECT inputs, place FROM builds WHERE folder = ?");
  if (build.bind(1, *id).step()) {
    known.inputs = hash_from_bytes(build.bytes(0));
    known.place = hash_from_bytes(build.bytes(1));
  }

  Statement claims = database.statement("SELECT paths FROM claims WHERE folder = ?");
  claims.bind(1, *id);
  while (claims.step()) {
    known.unfinished = true;
    for (std::string_view rest = claims.bytes(0); !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      known.claimed.push_back(checked_path(line));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
  }

  Statement found = database.statement("SELECT path FROM found_folders WHERE folder = ?");
  found.bind(1, *id);
  while (found.step()) known.found_folders.push_back(checked_path(found.bytes(0)));
  return known;
}

// What is damaged in its middle is seen only now. The next build begins without it.
[[noreturn]] void fail(const std::string& file, const StoreFault& fault) {
  if (fault.is_damaged) remove_database(file);
  throw std::system_error(EIO, std::generic_category(),
                          fmt::format("cannot write the build state {}: {}{}", file, fault.message,
                                      fault.is_damaged ? "; it is thrown away: build again" : ""));
}

}  // namespace

KnownOutputs BuildState::load() {
  try {
    return read_outputs(open_state(file_), folder_, texts_);
  } catch (const StoreFault&) {
    remove_database(file_);
    texts_ = {};
    KnownOutputs nothing;
    nothing.damaged = true;
    return nothing;
  }
}

std::optional<std::string> BuildState::kept(KeptText text) const {
  try {
    const Database database = open_state(file_);
    const auto id = find_folder(database, folder_);
    return id ? texts_.read(database, *id, text) : std::nullopt;
  } catch (const StoreFault&) {
    return std::nullopt;
  }
}

void BuildState::claim(const std::vector<std::string_view>& paths,
                       const std::vector<std::string>& found_folders) const {
  try {
    const Database database = open_state(file_);
    database.execute("BEGIN IMMEDIATE");
    const std::int64_t folder = folder_id(database, folder_);
    std::string lines;
    for (std::string_view path : paths) lines.append(path) += '\n';
    database.statement("INSERT INTO claims (folder, paths) VALUES (?, ?)").bind(1, folder).bind_blob(2, lines).run();
    // From now on the folder is not what the last build left.
    database.statement("UPDATE builds SET inputs = x'' WHERE folder = ?").bind(1, folder).run();
    Statement insert = database.statement("INSERT OR IGNORE INTO found_folders (folder, path) VALUES (?, ?)");
    for (const std::string& path : found_folders) insert.bind(1, folder).bind(2, path).run();
    database.execute("COMMIT");
  } catch (const StoreFault& fault) {
    fail(file_, fault);
  }
}

void BuildState::settle(const std::vector<KnownOutput>& files, std::string_view folders) {
  try {
    const Database database = open_state(file_);
    database.execute("BEGIN IMMEDIATE");
    const std::int64_t folder = folder_id(database, folder_);
    Statement update = database.statement("UPDATE written SET stamp = ? WHERE folder = ? AND path = ?");
    for (const KnownOutput& file : files)
      update.bind_blob(1, bytes_of(file.stamp)).bind(2, folder).bind(3, file.path).run();
    texts_.write(database, folder, KeptText::folders, folders);
    database.execute("COMMIT");
  } catch (const StoreFault& fault) {
    fail(file_, fault);
  }
}

void BuildState::finish(const OutputChanges& changes) {
  try {
    const Database database = open_state(file_);
    database.execute("BEGIN IMMEDIATE");
    const std::int64_t folder = folder_id(database, folder_);
    Statement insert = database.statement(
        "INSERT OR REPLACE INTO written (folder, path, content, stamp, key, size) VALUES (?, ?, ?, ?, ?, ?)");
    for (const KnownOutput& file : changes.written)
      insert.bind(1, folder)
          .bind(2, file.path)
          .bind_blob(3, bytes_of(file.content))
          .bind_blob(4, bytes_of(file.stamp))
          .bind_blob(5, bytes_of(file.key))
          .bind(6, static_cast<std::int64_t>(file.size))
          .run();
    Statement remove = database.statement("DELETE FROM written WHERE folder = ? AND path = ?");
    for (const std::string& path : changes.removed) remove.bind(1, folder).bind(2, path).run();
    database.statement("DELETE FROM claims WHERE folder = ?").bind(1, folder).run();
    database.statement("INSERT OR REPLACE INTO builds (folder, inputs, place) VALUES (?, ?, ?)")
        .bind(1, folder)
        .bind_blob(2, bytes_of(changes.inputs))
        .bind_blob(3, bytes_of(changes.place))
        .run();
    texts_.write(database, folder, KeptText::report, changes.report);
    texts_.write(database, folder, KeptText::folders, changes.folders);
    for (const auto& [text, bytes] : changes.kept) texts_.write(database, folder, text, bytes);
    database.execute("COMMIT");
  } catch (const StoreFault& fault) {
    fail(file_, fault);
  }
}

}  // namespace onshelf
