#include "write/history_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace onshelf {
namespace {

std::string quoted(const std::string& text) {
  // Ids, times and hashes have nothing to escape.
  const bool is_plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
  return is_plain ? '"' + text + '"' : nlohmann::json(text).dump();
}

// Straight to its place: a history may have many megabytes, and copies of them would be the most that a build holds.
template <class Map, class Line>
void append_block(const Map& entries, Line line, std::string& out) {
  out += '{';
  for (const auto& entry : entries) {
    out += &entry == &*entries.begin() ? "\n    " : ",\n    ";
    out += line(entry.first, entry.second);
  }
  out += entries.empty() ? "}" : "\n  }";
}

}  // namespace

std::string history_line(const std::string& id, const PublishedListing& listing) {
  return fmt::format(R"({}: {{"slug": {}, "locales": {}, "first": {}, "changed": {}, "fingerprint": {}}})", quoted(id),
                     quoted(listing.slug), nlohmann::json(listing.locales).dump(), quoted(listing.first),
                     quoted(listing.changed), quoted(listing.fingerprint));
}

std::string history_bytes(const History& history) {
  const auto gone_line = [](const std::string& path, const GoneAddress& gone) {
    const std::string to = gone.to.empty() ? "" : ", \"to\": " + quoted(gone.to);
    return fmt::format(R"({}: {{"since": {}, "of": {}{}}})", quoted(path), quoted(gone.since), quoted(gone.of), to);
  };
  std::string out = "{\n  \"format\": 1,\n  \"listings\": ";
  append_block(history.listings, history_line, out);
  out += ",\n  \"gone\": ";
  append_block(history.gone, gone_line, out);
  return out += "\n}\n";
}

}  // namespace onshelf
