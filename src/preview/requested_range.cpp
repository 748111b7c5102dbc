#include "preview/requested_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "text/ascii.h"

namespace onshelf {
namespace {

using Kind = RequestedRange::Kind;

constexpr std::string_view kUnit = "bytes=";

// Numbers may be of any length; what is beyond every file is all the same. Nothing: it is no number.
std::optional<std::uint64_t> number(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  constexpr std::uint64_t kBeyond = std::uint64_t{1} << 56;
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = std::min(value * 10 + static_cast<std::uint64_t>(c - '0'), kBeyond);
  }
  return value;
}

// "first-last", "first-" or "-count of the last ones". Nothing: it cannot be read.
std::optional<RequestedRange> one_range(std::string_view text, std::size_t size) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view before = text.substr(0, dash), after = text.substr(dash + 1);
  const auto first = number(before), last = number(after);
  if ((!before.empty() && !first) || (!after.empty() && !last) || (!first && !last)) return std::nullopt;
  if (first && last && *first > *last) return std::nullopt;
  if (!first) {
    if (*last == 0) return RequestedRange{Kind::unsatisfiable};
    if (size == 0) return RequestedRange{};  // (All there is; no Content-Range can say so.)
    const std::size_t count = std::min<std::uint64_t>(*last, size);
    return RequestedRange{Kind::part, size - count, count};
  }
  if (*first >= size) return RequestedRange{Kind::unsatisfiable};
  return RequestedRange{Kind::part, *first, std::min<std::uint64_t>(last.value_or(size), size - 1) - *first + 1};
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

RequestedRange read_range(std::string_view value, std::size_t size) {
  if (!equal_but_for_case(value.substr(0, kUnit.size()), kUnit)) return {};
  std::optional<RequestedRange> found;
  bool has_several = false;
  for (std::string_view rest = value.substr(kUnit.size()); !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    // (A list may have empty places.)
    if (const auto one = trimmed(rest.substr(0, end)); !one.empty()) {
      const auto range = one_range(one, size);
      if (!range) return {};
      has_several = found.has_value();
      found = range;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (has_several) return {Kind::several};
  return found.value_or(RequestedRange{});
}

std::string content_range(const RequestedRange& range, std::size_t size) {
  if (range.kind != Kind::part) return fmt::format("bytes */{}", size);
  return fmt::format("bytes {}-{}/{}", range.first, range.first + range.count - 1, size);
}

}  // namespace onshelf
