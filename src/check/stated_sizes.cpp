// The size that a record states for something it does not carry, such as the image of a whole disk: the member "size" of the
// field, "120 GB" or a number of bytes. Often the field is confidential, so no finding says what the size is.
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "check/limit_case.h"
#include "check/rule_facts.h"

namespace onshelf {
namespace {

struct Unit {
  std::string_view name;
  double bytes;
};

constexpr std::array<Unit, 9> kUnits = {{{"B", 1.0},
                                         {"KB", 1e3},
                                         {"MB", 1e6},
                                         {"GB", 1e9},
                                         {"TB", 1e12},
                                         {"KiB", 1024.0},
                                         {"MiB", 1048576.0},
                                         {"GiB", 1073741824.0},
                                         {"TiB", 1099511627776.0}}};

// Bytes, rounded up; nothing where it is no size. Without a unit the number counts bytes.
std::optional<double> bytes_of(const JsonValue& json) {
  if (!json.is_string() && json.kind != JsonValue::Kind::integer) return std::nullopt;
  const std::string_view text = trimmed(json.text);
  double number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc{} || !std::isfinite(number) || std::signbit(number)) return std::nullopt;
  const std::string_view unit = trimmed(text.substr(static_cast<std::size_t>(rest - text.data())));
  if (unit.empty()) return std::ceil(number);
  for (const Unit& known : kUnits)
    if (known.name == unit) return std::ceil(number * known.bytes);
  return std::nullopt;
}

}  // namespace

void check_stated_size(const LimitCase& of, const Limit& limit) {
  if (!of.given || !of.given->whole || !limit.max) return;
  const JsonValue* json = of.given->whole->value.find("size");
  if (!json) return;  // nobody has to say it
  const auto bytes = bytes_of(*json);
  if (!bytes)
    return of.report(limit.severity, of.place(*json),
                     Sentence("the size that \"{field}\" states cannot be read", {{"field", of.spec.key}}),
                     "write a number with a unit, such as \"120 GB\", or a number of bytes");
  const std::uint64_t reject = limit.reject_above.value_or(*limit.max);
  if (*bytes > static_cast<double>(reject)) {
    const std::string most = amount_of(reject, limit.unit);
    of.report(limit.severity, of.place(*json),
              Sentence("the size that \"{field}\" states is above {limit}", {{"field", of.spec.key}, {"limit", most}}),
              "make the file smaller, or leave parts of it out", "at most " + most);
  } else if (*bytes > static_cast<double>(*limit.max)) {
    const std::string most = amount_of(*limit.max, limit.unit);
    of.report(Severity::warning, of.place(*json),
              Sentence("the size that \"{field}\" states is above {limit}, which are surely allowed",
                       {{"field", of.spec.key}, {"limit", most}}),
              "the document does not say whether a kilobyte has 1000 or 1024 bytes; a smaller file is safe",
              "at most " + most);
  }
}

}  // namespace onshelf
