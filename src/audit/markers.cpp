#include "audit/markers.h"

#include <algorithm>
#include <cstring>

#include "audit/disguises.h"
#include "audit/unpack.h"
#include "text/ascii.h"

namespace onshelf::audit {
namespace {

constexpr std::size_t kBegin = 4;
constexpr int kDeepestPacking = 2;

std::uint32_t begin_at(const char* at) {
  std::uint32_t begin = 0;
  std::memcpy(&begin, at, sizeof begin);
  return begin;
}

std::size_t slot_of(std::uint32_t begin) { return (begin * 2654435761U) >> 16; }

}  // namespace

Markers::Markers(const std::vector<std::string>& texts) : begins_(1 << 16) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::size_t number = i + 1;
    const std::string& text = texts[i];
    add(text, number, "as it is");
    add(to_hex(text), number, "as hexadecimal digits");
    for (const bool big : {false, true}) add(to_utf16(text, big), number, "in UTF-16");
    for (const std::string& part : to_base64(text)) add(part, number, "as base64", true);
  }
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    const std::uint32_t begin = begin_at(patterns_[i].bytes.data());
    begins_[slot_of(begin)] = true;
    by_begin_.emplace(begin, i);
  }
}

void Markers::add(std::string bytes, std::size_t marker, const char* form, bool is_exact) {
  if (bytes.size() < kBegin) return;
  std::string lower = lower_ascii(bytes);
  patterns_.push_back({std::move(lower), is_exact ? std::move(bytes) : std::string(), marker, form});
}

std::vector<Markers::Hit> Markers::find(std::string_view bytes) const {
  std::vector<Hit> hits;
  if (bytes.size() < kBegin) return hits;
  const std::string lower = lower_ascii(bytes);
  for (std::size_t at = 0; at + kBegin <= lower.size(); ++at) {
    const std::uint32_t begin = begin_at(lower.data() + at);
    if (!begins_[slot_of(begin)]) continue;
    for (auto [entry, last] = by_begin_.equal_range(begin); entry != last; ++entry) {
      const Pattern& pattern = patterns_[entry->second];
      if (lower.compare(at, pattern.bytes.size(), pattern.bytes) != 0) continue;
      if (pattern.exact.empty() || bytes.substr(at, pattern.exact.size()) == pattern.exact)
        hits.push_back({&pattern, at});
    }
  }
  return hits;
}

void Markers::search(std::string_view bytes, Faults& faults) const {
  if (empty()) return;
  for (const Hit& hit : find(bytes)) {
    const auto begin = static_cast<std::uint32_t>(hit.at);
    faults.add(Rule::marker, {begin, begin + static_cast<std::uint32_t>(hit.pattern->bytes.size())},
               {std::to_string(hit.pattern->marker), hit.pattern->form});
  }
  if (bytes.find('%') != std::string_view::npos) search_decoded(bytes, percent_step, "with percent-encoding", faults);
  if (bytes.find('&') != std::string_view::npos) search_decoded(bytes, reference_step, "with HTML references", faults);
  if (bytes.find('\\') != std::string_view::npos) search_decoded(bytes, escape_step, "with escapes of JSON", faults);
  search_packed(bytes, 0, {}, faults);
}

void Markers::search_name(std::string_view path, Faults& faults) const {
  if (empty()) return;
  std::vector<Hit> hits = find(path);
  if (hits.empty()) hits = find(percent_decoded(path));
  for (const Hit& hit : hits)
    faults.add(Rule::marker, {}, {std::to_string(hit.pattern->marker), "in the name of the file"});
}

std::string Markers::masked(std::string_view text) const {
  std::string out;
  std::size_t done = 0;
  for (const Hit& hit : find(text)) {
    if (hit.at >= done) out.append(text.substr(done, hit.at - done)).append("***");
    done = std::max(done, hit.at + hit.pattern->bytes.size());
  }
  return out.append(text.substr(done));
}

void Markers::search_decoded(std::string_view bytes, std::size_t (*step)(std::string_view, std::size_t, std::string&),
                             const char* form, Faults& faults) const {
  std::string decoded;
  decoded.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) at += step(bytes, at, decoded);
  const std::vector<Hit> hits = find(decoded);
  if (hits.empty()) return;
  // Hits are few and come in order: one more walk finds where they stand.
  std::string walked;
  std::size_t at = 0;
  for (const Hit& hit : hits) {
    while (at < bytes.size()) {
      const std::size_t before = walked.size(), used = step(bytes, at, walked);
      if (walked.size() > hit.at) {
        walked.resize(before);
        break;
      }
      at += used;
    }
    std::string taken;
    std::size_t end = at;
    while (end < bytes.size() && taken.size() < hit.pattern->bytes.size()) end += step(bytes, end, taken);
    // As it is: found before.
    if (end - at == hit.pattern->bytes.size()) continue;
    faults.add(Rule::marker, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
               {std::to_string(hit.pattern->marker), form});
  }
}

void Markers::search_packed(std::string_view bytes, int depth, Range where, Faults& faults) const {
  if (depth == kDeepestPacking) return;
  unpack_all(bytes, [&](std::size_t at, std::string_view unpacked) {
    Range stream = where;
    // Of a stream in a stream, the outer one is told.
    if (depth == 0) stream = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 2)};
    for (const Hit& hit : find(unpacked))
      faults.add(Rule::marker, stream, {std::to_string(hit.pattern->marker), "in compressed bytes"});
    search_packed(unpacked, depth + 1, stream, faults);
  });
}

}  // namespace onshelf::audit
