#include "load/json_document.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <numeric>

#include <simdjson.h>
#include <nlohmann/json.hpp>

#include "load/json_tokens.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

// Listed in one report; more of them tell nothing new.
constexpr std::size_t kMostDuplicates = 20;

bool fits_int64(std::string_view number) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  return error == std::errc() && end == number.data() + number.size();
}

// Receives the library's events and builds the document. The places come from the walker, which is always one token behind
// the library: an event says what the next token is, the walker where it lies.
class DocumentBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  DocumentBuilder(std::string_view bytes, const JsonLimits& limits) : bytes_(bytes), walker_(bytes), limits_(limits) {}

  bool null() override { return add(JsonValue::Kind::null, walker_.take_word()) != nullptr; }

  bool boolean(bool flag) override {
    JsonValue* value = add(JsonValue::Kind::boolean, walker_.take_word());
    if (value) value->flag = flag;
    return value;
  }

  bool number_integer(number_integer_t) override { return add_number(); }
  bool number_unsigned(number_unsigned_t) override { return add_number(); }
  bool number_float(number_float_t, const string_t&) override { return add_number(); }

  bool string(string_t& text) override {
    const ByteRange range = walker_.take_string(text);
    if (has_nul(text, range)) return false;
    // (SourceText sees those that are written without escapes.)
    const bool has_escapes = range.end - range.begin != text.size() + 2;
    if (has_escapes && has_password(text)) secrets_.push_back(range);
    JsonValue* value = add(JsonValue::Kind::string, range);
    if (value) value->text = std::move(text);
    return value;
  }

  bool binary(binary_t&) override { return false; }  // JSON text has none

  bool start_object(std::size_t) override { return open(JsonValue::Kind::object); }
  bool start_array(std::size_t) override { return open(JsonValue::Kind::array); }

  bool key(string_t& text) override {
    const ByteRange range = walker_.take_key(text);
    if (has_nul(text, range)) return false;
    auto& members = open_.back()->members;
    if (members.size() == limits_.most_keys)
      return refuse(
          {"json-too-large", "an object has more than " + std::to_string(limits_.most_keys) + " keys", {}, range});
    members.push_back({std::move(text), range, {}});
    return true;
  }

  bool end_object() override {
    refuse_equal_keys(*open_.back());
    return close();
  }

  bool end_array() override { return close(); }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    // The exception's text quotes the document and is not looked at. 406: a number that no double can hold.
    constexpr int kNumberOverflow = 406;
    return refuse(error.id == kNumberOverflow ? walker_.number_fault() : walker_.syntax_fault());
  }

  std::vector<JsonFault>& faults() { return faults_; }
  // The document; `source` is what it was read from.
  JsonValue take(SourceText& source) {
    for (const ByteRange& secret : secrets_) source.hide(secret);
    return std::move(root_);
  }

 private:
  bool refuse(JsonFault fault) {
    faults_.push_back(std::move(fault));
    return false;
  }

  bool has_nul(const std::string& text, ByteRange token) {
    if (text.find('\0') == std::string::npos) return false;
    faults_.push_back(
        fault_of_string(bytes_, token.begin).value_or(JsonFault{"json-nul", "a text has a NUL", {}, token}));
    return true;
  }

  // Where the next value goes; null when there is no more room. Stays valid until the value is closed: a container does
  // not grow while one inside it is open.
  JsonValue* add(JsonValue::Kind kind, ByteRange where) {
    JsonValue* value = &root_;
    if (!open_.empty() && open_.back()->is_object()) {
      value = &open_.back()->members.back().value;
    } else if (!open_.empty()) {
      auto& items = open_.back()->items;
      if (items.size() == limits_.most_items) {
        refuse(
            {"json-too-large", "an array has more than " + std::to_string(limits_.most_items) + " items", {}, where});
        return nullptr;
      }
      value = &items.emplace_back();
    }
    value->kind = kind;
    value->where = where;
    return value;
  }

  bool add_number() {
    const ByteRange range = walker_.take_number();
    const std::string_view written = bytes_.substr(range.begin, range.end - range.begin);
    JsonValue* value = add(fits_int64(written) ? JsonValue::Kind::integer : JsonValue::Kind::decimal, range);
    if (value) value->text = written;
    return value;
  }

  bool open(JsonValue::Kind kind) {
    const ByteRange range = walker_.take_open(kind == JsonValue::Kind::object);
    if (open_.size() == limits_.most_depth)
      return refuse({"json-depth", "nesting is deeper than " + std::to_string(limits_.most_depth), {}, range});
    JsonValue* value = add(kind, range);
    if (!value) return false;
    // Most objects are a few locales; growing by doubling would move the first ones three times.
    if (kind == JsonValue::Kind::object) value->members.reserve(open_.empty() ? 32 : 8);
    open_.push_back(value);
    return true;
  }

  bool close() {
    open_.back()->where.end = walker_.take_close().end;
    open_.pop_back();
    return true;
  }

  void refuse_equal_keys(const JsonValue& object) {
    const auto& members = object.members;
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
      const int difference = members[left].key.compare(members[right].key);
      return difference < 0 || (difference == 0 && left < right);
    });
    std::size_t first = 0;
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (members[order[i]].key != members[order[first]].key) {
        first = i;
      } else if (faults_.size() < kMostDuplicates) {
        JsonFault fault{
            "json-duplicate-key", "the same key stands twice in one object", {}, members[order[i]].key_where};
        fault.first = members[order[first]].key_where;
        faults_.push_back(std::move(fault));
      }
    }
  }

  std::string_view bytes_;
  JsonWalker walker_;
  JsonLimits limits_;
  JsonValue root_;
  std::vector<JsonValue*> open_;  // into root_, outermost first
  std::vector<JsonFault> faults_;
  std::vector<ByteRange> secrets_;
};

// The same events from a reader that takes several times less time, and tells nothing about faults. False: not sound, or
// a number that it cannot hold.
class FastReader {
 public:
  explicit FastReader(DocumentBuilder& builder) : builder_(builder) {}

  bool read(std::string_view bytes) {
    // Kept for the many records: it takes longer to make one than to read them. But it never shrinks, and has fifteen times the bytes of
    // the largest file it saw: that of a large history goes with it.
    static thread_local simdjson::dom::parser kept;
    simdjson::dom::parser own;
    simdjson::dom::parser& parser = bytes.size() > kLargestForKept ? own : kept;
    simdjson::dom::element root;
    return parser.parse(bytes.data(), bytes.size()).get(root) == simdjson::SUCCESS && value(root);
  }

 private:
  // Nesting ends where the builder's limit does.
  bool value(simdjson::dom::element json) {
    switch (json.type()) {
      case simdjson::dom::element_type::OBJECT:
        if (!builder_.start_object(0)) return false;
        for (const auto member : simdjson::dom::object(json)) {
          text_ = member.key;
          if (!builder_.key(text_) || !value(member.value)) return false;
        }
        return builder_.end_object();
      case simdjson::dom::element_type::ARRAY:
        if (!builder_.start_array(0)) return false;
        for (const simdjson::dom::element item : simdjson::dom::array(json))
          if (!value(item)) return false;
        return builder_.end_array();
      case simdjson::dom::element_type::STRING:
        text_ = std::string_view(json);
        return builder_.string(text_);
      case simdjson::dom::element_type::BOOL:
        return builder_.boolean(bool(json));
      case simdjson::dom::element_type::NULL_VALUE:
        return builder_.null();
      default:
        return builder_.number_float(0, text_);
    }
  }

  static constexpr std::size_t kLargestForKept = 1u << 20;

  DocumentBuilder& builder_;
  std::string text_;
};

// What is wrong with the bytes before they are JSON at all.
std::optional<JsonFault> fault_of_bytes(std::string_view bytes, const JsonLimits& limits) {
  if (bytes.size() > limits.most_bytes) {
    JsonFault fault{"json-too-large", "the file is larger than " + std::to_string(limits.most_bytes) + " bytes", {}};
    fault.is_whole_file = true;
    return fault;
  }
  if (const auto at = find_invalid_utf8(bytes)) {
    const std::string_view mark = bytes.substr(0, 2);
    const bool is_utf16 = mark == "\xFF\xFE" || mark == "\xFE\xFF";
    return JsonFault{"json-utf8",
                     is_utf16 ? "the file is UTF-16" : "the file is not valid UTF-8",
                     "save it as UTF-8",
                     {*at, *at + 1}};
  }
  if (const auto at = bytes.find('\0'); at != std::string_view::npos)
    return JsonFault{"json-nul", "the file has a NUL byte", "save it as UTF-8 text", {at, at + 1}};
  return std::nullopt;
}

void report(SourceText& source, const std::vector<JsonFault>& faults, Findings& findings) {
  source.hide_all();
  for (const JsonFault& fault : faults) {
    Finding finding;
    finding.rule = fault.rule;
    finding.where = fault.is_whole_file ? source.whole_file() : source.place(fault.where);
    finding.message = fault.message;
    finding.hint = fault.hint;
    if (fault.first) {
      const Place first = source.place(*fault.first);
      finding.hint = "it was first given at line " + std::to_string(first.line) + ", column " +
                     std::to_string(first.column) + "; keep one of the two";
    }
    findings.add(std::move(finding));
  }
}

}  // namespace

std::optional<JsonValue> parse_json(SourceText& source, const JsonLimits& limits, Findings& findings) {
  const std::string_view bytes = source.bytes();
  if (auto fault = fault_of_bytes(bytes, limits)) {
    report(source, {*fault}, findings);
    return std::nullopt;
  }
  // Nearly all records are sound. What is not, or what the fast reader is not sure of, is read again by the one that can
  // say where and why.
  DocumentBuilder fast(bytes, limits);
  if (FastReader(fast).read(bytes) && fast.faults().empty()) return fast.take(source);
  DocumentBuilder builder(bytes, limits);
  nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &builder);
  if (!builder.faults().empty()) {
    report(source, builder.faults(), findings);
    return std::nullopt;
  }
  return builder.take(source);
}

nlohmann::json to_nlohmann(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::null:
      return nullptr;
    case JsonValue::Kind::boolean:
      return value.flag;
    case JsonValue::Kind::string:
      return value.text;
    case JsonValue::Kind::integer: {
      std::int64_t number = 0;
      std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
      return number;
    }
    case JsonValue::Kind::decimal: {
      double number = 0;
      std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
      return number;
    }
    case JsonValue::Kind::array: {
      nlohmann::json array = nlohmann::json::array();
      for (const JsonValue& item : value.items) array.push_back(to_nlohmann(item));
      return array;
    }
    case JsonValue::Kind::object: {
      nlohmann::json object = nlohmann::json::object();
      for (const JsonMember& member : value.members) object[member.key] = to_nlohmann(member.value);
      return object;
    }
  }
  return nullptr;
}

}  // namespace onshelf
