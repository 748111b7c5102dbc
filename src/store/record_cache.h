// What earlier builds made of the records, by content: a folder that may be kept between builds, moved to another machine, and used
// by several builds at once. All of it may be deleted at any time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/pack_place.h"
#include "store/pack.h"
#include "text/content_hash.h"
#include "text/secure_hash.h"

namespace onshelf {

class Database;

struct CachedRecord {
  ContentHash key;         // of the record's bytes and of all that they were judged by
  std::string conditions;  // what else must be as it was; the caller's own form
  PackPlace reply;         // what was said of it
  PackPlace made;          // what was made of it; size 0: nothing was
};

// A record as it was last seen in its place on this disk.
struct SeenRecord {
  ContentHash stamp;    // FolderStamp; not known: it was too young
  ContentHash content;  // fingerprint of its bytes
};

class RecordCache {
 public:
  // `site` names the place where records are seen. `alone`: no other build can be using the folder.
  RecordCache(std::string folder, std::string_view site, bool alone);

  // Makes the folder and reads the index; what is damaged is thrown away. Throws std::system_error.
  void open();

  // Under which contents are fingerprinted: made with the folder, and gone with it.
  const HashSecret& secret() const { return secret_; }

  // Only of what was there at open(), so that forked processes see the same.
  const SeenRecord* seen(std::string_view record) const;
  const CachedRecord* find(const ContentHash& key) const;
  // Throws DamagedPack, std::system_error.
  std::string read(const PackPlace& place) const { return packs_.read(place); }
  const std::string& pack_folder() const { return pack_folder_; }

  // Makes readable what was put into a pack since open() and is not to be kept.
  void reach(const PackPlace& place);
  // To be saved. What is in packs written since open() becomes readable at once.
  void saw(std::string_view record, const SeenRecord& seen);
  void put(std::string_view record, CachedRecord entry);

  // In one transaction; nothing when there is nothing new. `current`: the records there are now. False: another build kept us
  // out, or the disk is full; nothing is lost but time.
  bool save(const std::vector<std::string>& current);
  // As if there were nothing yet, for this build only. What is in packs that are open can still be read.
  void forget();
  // Throws all of it away.
  void clear();

 private:
  struct Row {
    CachedRecord entry;
    std::int64_t id = 0;  // grows with time
    std::uint64_t record = 0;
    std::int64_t day = 0;  // when it was made, since 1970
  };
  struct NewRow {
    std::uint64_t record;
    CachedRecord entry;
  };

  void read_index();
  bool open_packs(const CachedRecord& entry);
  std::vector<std::uint64_t> repack(const Database& database);
  std::vector<std::int64_t> superseded(const std::vector<std::string>& current) const;
  void remove_unused_packs() const;

  std::string folder_, pack_folder_;
  HashSecret secret_{};
  std::uint64_t site_;
  bool alone_;
  PackReader packs_;
  std::unordered_map<ContentHash, Row, HashOfHash> rows_;
  std::unordered_map<std::uint64_t, SeenRecord> seen_;
  std::vector<NewRow> new_rows_;
  std::vector<std::pair<std::uint64_t, SeenRecord>> new_seen_;
};

}  // namespace onshelf
