#include "write/kept_texts.h"

#include "store/database.h"

namespace onshelf {
namespace {

// Large enough that a row's own cost does not count, small enough that an edit writes little.
constexpr std::size_t kPiece = std::size_t{64} * 1024;

constexpr auto kFirst = static_cast<std::int64_t>(KeptText::report),
               kLast = static_cast<std::int64_t>(KeptText::standing);

constexpr const char* kWrite =
    "INSERT INTO pieces (folder, text, number, bytes) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (folder, text, number) DO UPDATE SET bytes = excluded.bytes";

}  // namespace

void KeptTexts::load(const Database& database, std::int64_t folder) {
  known_.clear();
  database.statement(kWrite);  // a file whose tables are others is found out before anything is written
  Statement query = database.statement("SELECT text, number, bytes FROM pieces WHERE folder = ? ORDER BY text, number");
  query.bind(1, folder);
  while (query.step()) {
    const std::int64_t text = query.number(0);
    if (text < kFirst || text > kLast) throw StoreFault{"with a text that nobody keeps", false, true};
    Known& known = known_[static_cast<KeptText>(text)];
    if (query.number(1) != static_cast<std::int64_t>(known.pieces.size()))
      throw StoreFault{"with a text that lacks a piece", false, true};
    const std::string_view bytes = query.bytes(2);
    known.pieces.push_back(content_hash(bytes));
    known.size += bytes.size();
  }
}

std::optional<std::string> KeptTexts::read(const Database& database, std::int64_t folder, KeptText text) const {
  const auto number = static_cast<std::int64_t>(text);
  Statement hash = database.statement("SELECT hash FROM texts WHERE folder = ? AND text = ?");
  if (!hash.bind(1, folder).bind(2, number).step()) return std::nullopt;
  std::string bytes;
  if (const auto known = known_.find(text); known != known_.end()) bytes.reserve(known->second.size);
  Statement pieces = database.statement("SELECT bytes FROM pieces WHERE folder = ? AND text = ? ORDER BY number");
  pieces.bind(1, folder).bind(2, number);
  while (pieces.step()) bytes += pieces.bytes(0);
  if (content_hash(bytes) != hash_from_bytes(hash.bytes(0))) return std::nullopt;
  return bytes;
}

void KeptTexts::write(const Database& database, std::int64_t folder, KeptText text, std::string_view bytes) {
  const auto number = static_cast<std::int64_t>(text);
  Known& known = known_[text];
  const std::size_t count = (bytes.size() + kPiece - 1) / kPiece;
  Statement insert = database.statement(kWrite);
  const std::size_t before = known.pieces.size();
  known.pieces.resize(count);
  known.size = bytes.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view piece = bytes.substr(i * kPiece, kPiece);
    const ContentHash hash = content_hash(piece);
    if (i < before && known.pieces[i] == hash) continue;
    insert.bind(1, folder).bind(2, number).bind(3, static_cast<std::int64_t>(i)).bind_blob(4, piece).run();
    known.pieces[i] = hash;
  }
  database.statement("DELETE FROM pieces WHERE folder = ? AND text = ? AND number >= ?")
      .bind(1, folder)
      .bind(2, number)
      .bind(3, static_cast<std::int64_t>(count))
      .run();
  const ContentHash whole = content_hash(bytes);
  database.statement("INSERT OR REPLACE INTO texts (folder, text, hash) VALUES (?, ?, ?)")
      .bind(1, folder)
      .bind(2, number)
      .bind_blob(3, bytes_of(whole))
      .run();
}

}  // namespace onshelf
