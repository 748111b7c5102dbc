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

constexpr StoreKind kKind = {5, R"(
  CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
  CREATE TABLE written (folder INTEGER NOT NULL, path TEXT NOT NULL, content BLOB NOT NULL, stamp BLOB NOT NULL,
                        key BLOB NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
  CREATE TABLE claims (folder INTEGER NOT NULL, paths BLOB NOT NULL);  -- one row a build, paths separated by line feeds
  CREATE TABLE found_folders (folder INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
  CREATE TABLE builds (folder INTEGER PRIMARY KEY, inputs BLOB NOT NULL, report BLOB NOT NULL, report_hash BLOB NOT NULL,
                       folders BLOB NOT NULL, place BLOB NOT NULL);
  -- By itself, for to change a row is to write all of it.
  CREATE TABLE kept (folder INTEGER PRIMARY KEY, bytes BLOB NOT NULL, hash BLOB NOT NULL);
)"};

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

KnownOutputs read_outputs(const Database& database, std::string_view folder) {
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

  // All is read, so that what is damaged is found here, and not when it is written over.
  Statement kept = database.statement("SELECT bytes FROM kept WHERE folder = ?");
  if (kept.bind(1, *id).step()) kept.bytes(0);
  Statement build = database.statement("SELECT inputs, folders, place, report FROM builds WHERE folder = ?");
  if (build.bind(1, *id).step()) {
    build.bytes(3);
    known.inputs = hash_from_bytes(build.bytes(0));
    known.folders = build.bytes(1);
    known.place = hash_from_bytes(build.bytes(2));
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

KnownOutputs BuildState::load() const {
  try {
    return read_outputs(Database(file_, kKind), folder_);
  } catch (const StoreFault&) {
    remove_database(file_);
    KnownOutputs nothing;
    nothing.damaged = true;
    return nothing;
  }
}

std::string BuildState::report() const {
  return of_last_build("SELECT report, report_hash FROM builds, folders WHERE folder = id AND path = ?");
}

std::string BuildState::kept() const {
  return of_last_build("SELECT bytes, hash FROM kept, folders WHERE folder = id AND path = ?");
}

std::string BuildState::of_last_build(const char* query) const {
  try {
    const Database database(file_, kKind);
    Statement found = database.statement(query);
    if (!found.bind(1, folder_).step()) return {};
    // Readers believe the sizes in it.
    std::string bytes(found.bytes(0));
    return content_hash(bytes) == hash_from_bytes(found.bytes(1)) ? bytes : std::string();
  } catch (const StoreFault&) {
    return {};
  }
}

void BuildState::claim(const std::vector<std::string_view>& paths,
                       const std::vector<std::string>& found_folders) const {
  try {
    const Database database(file_, kKind);
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

void BuildState::settle(const std::vector<KnownOutput>& files, std::string_view folders) const {
  try {
    const Database database(file_, kKind);
    database.execute("BEGIN IMMEDIATE");
    const std::int64_t folder = folder_id(database, folder_);
    Statement update = database.statement("UPDATE written SET stamp = ? WHERE folder = ? AND path = ?");
    for (const KnownOutput& file : files)
      update.bind_blob(1, bytes_of(file.stamp)).bind(2, folder).bind(3, file.path).run();
    database.statement("UPDATE builds SET folders = ? WHERE folder = ?").bind_blob(1, folders).bind(2, folder).run();
    database.execute("COMMIT");
  } catch (const StoreFault& fault) {
    fail(file_, fault);
  }
}

void BuildState::finish(const OutputChanges& changes) const {
  try {
    const Database database(file_, kKind);
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
    const ContentHash report_hash = content_hash(changes.report);
    database
        .statement(
            "INSERT INTO builds (folder, inputs, report, folders, place, report_hash) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (folder) DO UPDATE SET inputs = excluded.inputs, report = excluded.report, "
            "folders = excluded.folders, place = excluded.place, report_hash = excluded.report_hash")
        .bind(1, folder)
        .bind_blob(2, bytes_of(changes.inputs))
        .bind_blob(3, changes.report)
        .bind_blob(4, changes.folders)
        .bind_blob(5, bytes_of(changes.place))
        .bind_blob(6, bytes_of(report_hash))
        .run();
    if (changes.kept) {
      const ContentHash hash = content_hash(*changes.kept);
      database.statement("INSERT OR REPLACE INTO kept (folder, bytes, hash) VALUES (?, ?, ?)")
          .bind(1, folder)
          .bind_blob(2, *changes.kept)
          .bind_blob(3, bytes_of(hash))
          .run();
    }
    database.execute("COMMIT");
  } catch (const StoreFault& fault) {
    fail(file_, fault);
  }
}

}  // namespace onshelf
