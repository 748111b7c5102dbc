#include "write/build_state.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

#include "write/output_tree.h"

namespace onshelf {
namespace {

// Tells our files from other SQLite files ("onsh"), and formats from each other: any other is thrown away.
constexpr int kApplication = 0x6f6e7368;
constexpr int kFormat = 1;

constexpr const char* kSchema = R"(
  CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
  CREATE TABLE written (folder INTEGER NOT NULL, path TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
  CREATE TABLE claims (folder INTEGER NOT NULL, paths BLOB NOT NULL);  -- one row a build, paths separated by line feeds
  CREATE TABLE found_folders (folder INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (folder, path)) WITHOUT ROWID;
)";

// What went wrong with the state; never leaves this file.
struct StateFault {
  std::string message;
};

class Statement {
 public:
  Statement(sqlite3* database, const char* sql) : database_(database) {
    if (sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr) != SQLITE_OK)
      throw StateFault{sqlite3_errmsg(database)};
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int at, sqlite3_int64 value) { return check(sqlite3_bind_int64(statement_, at, value)); }
  // The texts and blobs must live until the next step.
  Statement& bind(int at, std::string_view text) {
    return check(sqlite3_bind_text64(statement_, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  Statement& bind_blob(int at, std::string_view bytes) {
    return check(sqlite3_bind_blob64(statement_, at, bytes.data(), bytes.size(), SQLITE_STATIC));
  }

  // True: there is a row.
  bool step() {
    const int result = sqlite3_step(statement_);
    if (result != SQLITE_ROW && result != SQLITE_DONE) throw StateFault{sqlite3_errmsg(database_)};
    return result == SQLITE_ROW;
  }
  void run() {
    step();
    sqlite3_reset(statement_);
  }

  sqlite3_int64 number(int column) const { return sqlite3_column_int64(statement_, column); }
  std::string_view bytes(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  Statement& check(int result) {
    if (result != SQLITE_OK) throw StateFault{sqlite3_errmsg(database_)};
    return *this;
  }
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

// Open for as short as a load or a save takes: workers are forked in between, and SQLite does not survive a fork.
class Database {
 public:
  explicit Database(const std::string& file) : handle_(nullptr, sqlite3_close) {
    sqlite3* raw = nullptr;
    const int result =
        sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW, nullptr);
    handle_.reset(raw);
    if (result != SQLITE_OK) throw StateFault{raw ? sqlite3_errmsg(raw) : "out of memory"};
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, 2000);
    execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA synchronous = NORMAL;");
    const auto application = pragma("application_id"), format = pragma("user_version");
    if (application == 0 && format == 0 && pragma("page_count") == 0) {
      execute(fmt::format("BEGIN; PRAGMA application_id = {}; PRAGMA user_version = {}; {} COMMIT;", kApplication,
                          kFormat, kSchema)
                  .c_str());
    } else if (application != kApplication || format != kFormat) {
      throw StateFault{"of another program or version"};
    }
  }

  Statement statement(const char* sql) const { return Statement(handle_.get(), sql); }
  void execute(const char* sql) const {
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw StateFault{sqlite3_errmsg(handle_.get())};
  }

  std::optional<sqlite3_int64> find_folder(std::string_view path) const {
    Statement query = statement("SELECT id FROM folders WHERE path = ?");
    if (!query.bind(1, path).step()) return std::nullopt;
    return query.number(0);
  }
  sqlite3_int64 folder(std::string_view path) const {
    statement("INSERT OR IGNORE INTO folders (path) VALUES (?)").bind(1, path).run();
    return find_folder(path).value();
  }

 private:
  sqlite3_int64 pragma(std::string_view name) const {
    Statement query = statement(fmt::format("PRAGMA {}", name).c_str());
    return query.step() ? query.number(0) : 0;
  }
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle_;
};

std::string_view bytes_of(const ContentHash& hash) { return {reinterpret_cast<const char*>(&hash), sizeof hash}; }

std::string checked_path(std::string_view path) {
  if (!is_output_path(path)) throw StateFault{"with a path that leads elsewhere"};
  return std::string(path);
}

KnownOutputs read_outputs(const Database& database, std::string_view folder) {
  KnownOutputs known;
  const auto id = database.find_folder(folder);
  if (!id) return known;

  Statement written = database.statement("SELECT path, content FROM written WHERE folder = ? ORDER BY path");
  written.bind(1, *id);
  while (written.step()) {
    const std::string_view content = written.bytes(1);
    ContentHash hash;
    if (content.size() != sizeof hash) throw StateFault{"with a strange hash"};
    std::memcpy(&hash, content.data(), sizeof hash);
    known.written.emplace_back(checked_path(written.bytes(0)), hash);
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

[[noreturn]] void fail(const std::string& file, const StateFault& fault) {
  throw std::system_error(EIO, std::generic_category(),
                          fmt::format("cannot write the build state {}: {}", file, fault.message));
}

}  // namespace

KnownOutputs BuildState::load() const {
  try {
    return read_outputs(Database(file_), folder_);
  } catch (const StateFault&) {
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) unlink((file_ + ending).c_str());
    KnownOutputs nothing;
    nothing.damaged = true;
    return nothing;
  }
}

void BuildState::claim(const std::vector<std::string>& paths, const std::vector<std::string>& found_folders) const {
  try {
    const Database database(file_);
    database.execute("BEGIN IMMEDIATE");
    const sqlite3_int64 folder = database.folder(folder_);
    std::string lines;
    for (const std::string& path : paths) lines.append(path) += '\n';
    database.statement("INSERT INTO claims (folder, paths) VALUES (?, ?)").bind(1, folder).bind_blob(2, lines).run();
    Statement insert = database.statement("INSERT OR IGNORE INTO found_folders (folder, path) VALUES (?, ?)");
    for (const std::string& path : found_folders) insert.bind(1, folder).bind(2, path).run();
    database.execute("COMMIT");
  } catch (const StateFault& fault) {
    fail(file_, fault);
  }
}

void BuildState::finish(const OutputChanges& changes) const {
  try {
    const Database database(file_);
    database.execute("BEGIN IMMEDIATE");
    const sqlite3_int64 folder = database.folder(folder_);
    Statement insert = database.statement("INSERT OR REPLACE INTO written (folder, path, content) VALUES (?, ?, ?)");
    for (const auto& [path, hash] : changes.written)
      insert.bind(1, folder).bind(2, path).bind_blob(3, bytes_of(hash)).run();
    Statement remove = database.statement("DELETE FROM written WHERE folder = ? AND path = ?");
    for (const std::string& path : changes.removed) remove.bind(1, folder).bind(2, path).run();
    database.statement("DELETE FROM claims WHERE folder = ?").bind(1, folder).run();
    database.execute("COMMIT");
  } catch (const StateFault& fault) {
    fail(file_, fault);
  }
}

}  // namespace onshelf
