#include "write/history_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace onshelf {
namespace {

std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

template <class Map, class Line>
std::string block(const Map& entries, Line line) {
  std::string out;
  for (const auto& [key, value] : entries) {
    out += out.empty() ? "\n" : ",\n";
    out += fmt::format("    {}: {}", quoted(key), line(value));
  }
  return out.empty() ? "{}" : '{' + out + "\n  }";
}

}  // namespace

std::string history_bytes(const History& history) {
  const auto listing_line = [](const PublishedListing& listing) {
    return fmt::format(R"({{"slug": {}, "locales": {}, "first": {}, "changed": {}, "fingerprint": {}}})",
                       quoted(listing.slug), nlohmann::json(listing.locales).dump(), quoted(listing.first),
                       quoted(listing.changed), quoted(listing.fingerprint));
  };
  const auto gone_line = [](const GoneAddress& gone) {
    const std::string to = gone.to.empty() ? "" : ", \"to\": " + quoted(gone.to);
    return fmt::format(R"({{"since": {}, "of": {}{}}})", quoted(gone.since), quoted(gone.of), to);
  };
  return fmt::format("{{\n  \"format\": 1,\n  \"listings\": {},\n  \"gone\": {}\n}}\n",
                     block(history.listings, listing_line), block(history.gone, gone_line));
}

}  // namespace onshelf
