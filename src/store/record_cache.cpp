#include "store/record_cache.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "store/database.h"

namespace onshelf {
namespace {

namespace fs = std::filesystem;

constexpr StoreKind kKind = {2, R"(
  CREATE TABLE secret (one INTEGER PRIMARY KEY CHECK (one = 1), bytes BLOB NOT NULL);
  CREATE TABLE records (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, record INTEGER NOT NULL, day INTEGER NOT NULL,
                        conditions BLOB NOT NULL, reply BLOB NOT NULL, made BLOB NOT NULL);
  CREATE TABLE seen (site INTEGER NOT NULL, record INTEGER NOT NULL, stamp BLOB NOT NULL, content BLOB NOT NULL,
                     PRIMARY KEY (site, record)) WITHOUT ROWID;
)"};

constexpr std::size_t kKeptOfOneRecord = 3;  // so that branches and settings that take turns find theirs
constexpr std::int64_t kDaysKept = 30;       // of a record that is no longer there
constexpr std::size_t kMostPacks = 32;
constexpr std::uint64_t kSmallPack = 16u << 20;
constexpr std::uint64_t kMostWaste = 64u << 20;
constexpr auto kYoungPack = std::chrono::hours(1);  // another build may be filling it

// SQLite's integers are signed.
std::int64_t to_sql(std::uint64_t value) { return static_cast<std::int64_t>(value); }
std::uint64_t from_sql(std::int64_t value) { return static_cast<std::uint64_t>(value); }

std::uint64_t number_of(std::string_view record) { return content_hash(record).low; }

std::string_view bytes_of(const PackPlace& place) { return {reinterpret_cast<const char*>(&place), sizeof place}; }

// A wrong size is no place.
PackPlace place_from_bytes(std::string_view bytes) {
  PackPlace place;
  if (bytes.size() == sizeof place) std::memcpy(&place, bytes.data(), sizeof place);
  return place;
}

std::int64_t today() {
  return std::chrono::duration_cast<std::chrono::hours>(std::chrono::system_clock::now().time_since_epoch()).count() /
         24;
}

// How much of the packs is still asked for.
struct PackUse {
  struct Pack {
    std::uint64_t used = 0, size = 0;
    bool moves = false;
  };
  std::map<std::uint64_t, Pack> packs;
  std::uint64_t waste = 0, used = 0;
  std::size_t small = 0;

  void add(const CachedRecord& entry) {
    for (const PackPlace* place : {&entry.reply, &entry.made})
      if (place->size > 0) packs[place->pack].used += place->size;
  }
  // Once, when all are added.
  void measure(const std::string& folder) {
    for (auto& [number, pack] : packs) {
      std::error_code error;
      const auto size = fs::file_size(pack_file(folder, number), error);
      pack.size = error ? 0 : size;
      waste += pack.size - std::min(pack.size, pack.used);
      used += pack.used;
      small += pack.size < kSmallPack;
    }
  }
  bool is_wasteful() const { return waste > kMostWaste && waste > used; }
  bool is_split() const { return small > kMostPacks; }
};

// That of the index, which gets `ours` if it has none.
HashSecret agree_on_secret(const Database& database, const HashSecret& ours) {
  const std::string_view bytes(reinterpret_cast<const char*>(ours.data()), ours.size());
  Statement known = database.statement("SELECT bytes FROM secret");
  if (!known.step()) {
    // Another build that starts now does the same, and one of both comes first.
    database.statement("INSERT OR IGNORE INTO secret (one, bytes) VALUES (1, ?)").bind_blob(1, bytes).run();
    known.reset();
    if (!known.step()) throw StoreFault{"the index has no secret"};
  }
  HashSecret agreed;
  if (known.bytes(0).size() != agreed.size()) throw StoreFault{"the index has a damaged secret"};
  std::memcpy(agreed.data(), known.bytes(0).data(), agreed.size());
  return agreed;
}

}  // namespace

RecordCache::RecordCache(std::string folder, std::string_view site, bool alone)
    : folder_(std::move(folder)),
      pack_folder_(folder_ + "/packs"),
      site_(number_of(site)),
      alone_(alone),
      packs_(pack_folder_) {}

void RecordCache::open() {
  std::error_code error;
  fs::create_directories(pack_folder_, error);
  if (error) throw std::system_error(error, "cannot make the cache folder " + folder_);
  // The history beside it is often kept under version control; this never is.
  if (const std::string ignore = folder_ + "/.gitignore"; !fs::exists(ignore)) std::ofstream(ignore) << "*\n";
  secret_ = random_secret();
  try {
    read_index();
  } catch (const StoreFault& fault) {
    forget();
    if (!fault.is_busy) clear();
  }
  // Before the first worker fills one of its own.
  remove_unused_packs();
}

void RecordCache::read_index() {
  const Database database(folder_ + "/records.db", kKind);
  secret_ = agree_on_secret(database, secret_);
  Statement records = database.statement("SELECT id, key, record, day, conditions, reply, made FROM records");
  while (records.step()) {
    Row row;
    row.id = records.number(0);
    row.entry.key = hash_from_bytes(records.bytes(1));
    row.record = from_sql(records.number(2));
    row.day = records.number(3);
    row.entry.conditions = records.bytes(4);
    row.entry.reply = place_from_bytes(records.bytes(5));
    row.entry.made = place_from_bytes(records.bytes(6));
    if (!open_packs(row.entry)) continue;
    rows_.emplace(row.entry.key, std::move(row));
  }
  Statement seen = database.statement("SELECT record, stamp, content FROM seen WHERE site = ?");
  seen.bind(1, to_sql(site_));
  while (seen.step())
    seen_.emplace(from_sql(seen.number(0)), SeenRecord{hash_from_bytes(seen.bytes(1)), hash_from_bytes(seen.bytes(2))});
}

const SeenRecord* RecordCache::seen(std::string_view record) const {
  const auto found = seen_.find(number_of(record));
  return found == seen_.end() ? nullptr : &found->second;
}

const CachedRecord* RecordCache::find(const ContentHash& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : &found->second.entry;
}

// False: what was put there is gone.
bool RecordCache::open_packs(const CachedRecord& entry) {
  return entry.reply.size > 0 && packs_.open(entry.reply) && (entry.made.size == 0 || packs_.open(entry.made));
}

void RecordCache::reach(const PackPlace& place) {
  if (place.size > 0) packs_.open(place);
}

void RecordCache::saw(std::string_view record, const SeenRecord& seen) {
  new_seen_.emplace_back(number_of(record), seen);
}

void RecordCache::put(std::string_view record, CachedRecord entry) {
  open_packs(entry);
  new_rows_.push_back({number_of(record), std::move(entry)});
}

// Of each record the newest few stay; of one that is gone, those that are not old.
std::vector<std::int64_t> RecordCache::superseded(const std::vector<std::string>& current) const {
  // Of the others none can be one too many: they were counted when their last one was saved.
  std::unordered_map<std::uint64_t, std::size_t> newer;  // by record
  for (const NewRow& row : new_rows_) ++newer[row.record];
  std::unordered_set<std::uint64_t> there;
  const std::int64_t oldest = today() - kDaysKept;
  std::vector<const Row*> rows;
  std::vector<std::int64_t> ids;
  for (const auto& [key, row] : rows_) {
    if (newer.contains(row.record)) rows.push_back(&row);
    if (row.day >= oldest) continue;
    if (there.empty())
      for (const std::string& record : current) there.insert(number_of(record));
    if (!there.contains(row.record)) ids.push_back(row.id);
  }
  std::sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) { return a->id > b->id; });
  for (const Row* row : rows)
    if (++newer[row->record] > kKeptOfOneRecord) ids.push_back(row->id);
  return ids;
}

bool RecordCache::save(const std::vector<std::string>& current) {
  if (new_rows_.empty() && new_seen_.empty()) return true;
  const std::vector<std::int64_t> old = superseded(current);
  try {
    const Database database(folder_ + "/records.db", kKind);
    database.execute("BEGIN IMMEDIATE");
    // Another build's, when it kept us out at first: ours says nothing to anybody then.
    if (agree_on_secret(database, secret_) != secret_) return false;
    Statement insert = database.statement(
        "INSERT INTO records (key, record, day, conditions, reply, made) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) "
        "DO "
        "UPDATE SET day = excluded.day, conditions = excluded.conditions, reply = excluded.reply, made = "
        "excluded.made");
    for (const NewRow& row : new_rows_)
      insert.bind_blob(1, bytes_of(row.entry.key))
          .bind(2, to_sql(row.record))
          .bind(3, today())
          .bind_blob(4, row.entry.conditions)
          .bind_blob(5, bytes_of(row.entry.reply))
          .bind_blob(6, bytes_of(row.entry.made))
          .run();
    Statement seen =
        database.statement("INSERT OR REPLACE INTO seen (site, record, stamp, content) VALUES (?, ?, ?, ?)");
    for (const auto& [record, was] : new_seen_)
      seen.bind(1, to_sql(site_))
          .bind(2, to_sql(record))
          .bind_blob(3, bytes_of(was.stamp))
          .bind_blob(4, bytes_of(was.content))
          .run();
    Statement forget = database.statement("DELETE FROM records WHERE id = ?");
    for (const std::int64_t id : old) forget.bind(1, id).run();
    std::vector<std::uint64_t> emptied = repack(database);
    database.execute("COMMIT");
    for (const std::uint64_t pack : emptied) fs::remove(pack_file(pack_folder_, pack));
  } catch (const StoreFault&) {
    return false;
  } catch (const fs::filesystem_error&) {
    return false;
  } catch (const DamagedPack&) {
    clear();
  }
  return true;
}

// Moves what is left in packs that are mostly waste, and in many small ones, into a new one. Returns those that are empty now.
std::vector<std::uint64_t> RecordCache::repack(const Database& database) {
  // What this build knows of tells mostly that there is nothing to do. (It has rows that were replaced just now, so the next build may be
  // the first to see waste.) Others, that share the folder, may have added rows since.
  PackUse known;
  for (const auto& [key, row] : rows_) known.add(row.entry);
  for (const NewRow& row : new_rows_) known.add(row.entry);
  known.measure(pack_folder_);
  if (!known.is_wasteful() && !known.is_split()) return {};

  PackUse use;
  std::vector<std::pair<std::int64_t, CachedRecord>> entries;  // by id
  Statement all = database.statement("SELECT id, reply, made FROM records");
  while (all.step()) {
    CachedRecord& entry = entries.emplace_back(all.number(0), CachedRecord{}).second;
    entry.reply = place_from_bytes(all.bytes(1));
    entry.made = place_from_bytes(all.bytes(2));
    use.add(entry);
  }
  use.measure(pack_folder_);
  std::vector<std::uint64_t> emptied;
  if (!use.is_wasteful() && !use.is_split()) return emptied;
  for (auto& [number, pack] : use.packs) {
    pack.moves =
        (use.is_wasteful() ? pack.size > 2 * pack.used : pack.size < kSmallPack) && packs_.open({.pack = number});
    if (pack.moves) emptied.push_back(number);
  }
  PackWriter writer(pack_folder_);
  Statement move = database.statement("UPDATE records SET reply = ?, made = ? WHERE id = ?");
  for (auto& [id, entry] : entries) {
    bool is_moved = false;
    for (PackPlace* place : {&entry.reply, &entry.made}) {
      if (place->size == 0 || !use.packs[place->pack].moves) continue;
      *place = writer.append(packs_.read(*place));
      is_moved = true;
    }
    if (is_moved) move.bind_blob(1, bytes_of(entry.reply)).bind_blob(2, bytes_of(entry.made)).bind(3, id).run();
  }
  return emptied;
}

void RecordCache::remove_unused_packs() const {
  std::set<std::uint64_t> used;
  for (const auto& [key, row] : rows_)
    for (const PackPlace* place : {&row.entry.reply, &row.entry.made})
      if (place->size > 0) used.insert(place->pack);
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(pack_folder_, error)) {
    const auto number = pack_number(entry.path().filename().string());
    if (!number || used.contains(*number)) continue;
    const bool is_young = fs::file_time_type::clock::now() - entry.last_write_time(error) < kYoungPack;
    if (alone_ || !is_young) fs::remove(entry.path(), error);
  }
}

// Assigned, not cleared: tables keep the memory of what they once held.
void RecordCache::forget() {
  rows_ = {};
  seen_ = {};
  new_rows_ = {};
  new_seen_ = {};
}

void RecordCache::clear() {
  forget();
  remove_database(folder_ + "/records.db");
  remove_unused_packs();
}

}  // namespace onshelf
