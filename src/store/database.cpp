#include "store/database.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace onshelf {
namespace {

// Tells our files from other SQLite files: "onsh".
constexpr int kApplication = 0x6f6e7368;

[[noreturn]] void fail(sqlite3* database) {
  const int code = sqlite3_errcode(database) & 0xff;
  throw StoreFault{sqlite3_errmsg(database), code == SQLITE_BUSY || code == SQLITE_LOCKED,
                   code == SQLITE_CORRUPT || code == SQLITE_NOTADB};
}

}  // namespace

Statement::Statement(sqlite3* database, const char* sql) : database_(database) {
  if (sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr) != SQLITE_OK) fail(database);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(int at, std::int64_t value) { return check(sqlite3_bind_int64(statement_, at, value)); }

Statement& Statement::bind(int at, std::string_view text) {
  return check(sqlite3_bind_text64(statement_, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

Statement& Statement::bind_blob(int at, std::string_view bytes) {
  // (A null pointer would be bound as NULL.)
  return check(sqlite3_bind_blob64(statement_, at, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC));
}

bool Statement::step() {
  const int result = sqlite3_step(statement_);
  if (result != SQLITE_ROW && result != SQLITE_DONE) fail(database_);
  return result == SQLITE_ROW;
}

void Statement::run() {
  step();
  reset();
}

void Statement::reset() { sqlite3_reset(statement_); }

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Statement& Statement::check(int result) {
  if (result != SQLITE_OK) fail(database_);
  return *this;
}

Database::Database(const std::string& file, const StoreKind& kind) {
  const int result = sqlite3_open_v2(file.c_str(), &handle_,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW, nullptr);
  try {
    if (!handle_) throw StoreFault{"out of memory", false};
    if (result != SQLITE_OK) fail(handle_);
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, 2000);
    execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA synchronous = NORMAL;");
    const auto application = pragma("application_id"), format = pragma("user_version");
    if (application == 0 && format == 0 && pragma("page_count") == 0) {
      // Ids of what is not public are in it, and addresses that nobody is told.
      chmod(file.c_str(), 0600);
      execute(fmt::format("BEGIN; PRAGMA application_id = {}; PRAGMA user_version = {}; {} COMMIT;", kApplication,
                          kind.format, kind.schema)
                  .c_str());
    } else if (application != kApplication || format != kind.format) {
      throw StoreFault{"of another program or version", false};
    }
  } catch (const StoreFault&) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() { sqlite3_close(handle_); }

void Database::execute(const char* sql) const {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle_);
}

std::int64_t Database::pragma(std::string_view name) const {
  Statement query = statement(fmt::format("PRAGMA {}", name).c_str());
  return query.step() ? query.number(0) : 0;
}

void remove_database(const std::string& file) {
  for (const char* ending : {"", "-journal", "-wal", "-shm"}) unlink((file + ending).c_str());
}

}  // namespace onshelf
