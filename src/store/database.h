// An SQLite file of ours that may be thrown away at any time. What it holds is not trusted: whoever reads checks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace onshelf {

// What went wrong; never leaves those who keep a store.
struct StoreFault {
  std::string message;
  bool is_busy = false;     // another process has it; it is not damaged
  bool is_damaged = false;  // what is in the file makes no sense
};

// Functions throw StoreFault.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Texts and blobs must live until the next step.
  Statement& bind(int at, std::int64_t value);
  Statement& bind(int at, std::string_view text);
  Statement& bind_blob(int at, std::string_view bytes);
  // True: there is a row.
  bool step();
  // One that gives no rows, ready to be bound anew.
  void run();
  void reset();

  std::int64_t number(int column) const;
  std::string_view bytes(int column) const;  // until the next step

 private:
  Statement& check(int result);
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

// What a file is for; any other is refused, so that a change of `format` throws old files away.
struct StoreKind {
  int format = 1;
  const char* schema = "";  // SQL that makes the tables of a new file
};

// Open for as short as a load or a save takes: workers are forked in between, and SQLite does not survive a fork.
class Database {
 public:
  Database(const std::string& file, const StoreKind& kind);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Statement statement(const char* sql) const { return Statement(handle_, sql); }
  void execute(const char* sql) const;

 private:
  std::int64_t pragma(std::string_view name) const;
  sqlite3* handle_ = nullptr;
};

// The file and what SQLite keeps beside it.
void remove_database(const std::string& file);

}  // namespace onshelf
