#include "audit/data_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace onshelf::audit {
namespace {

// Told of every value in turn, so that nesting costs nothing. Places are not kept by the library: texts are looked for.
class AddressFinder : public nlohmann::json_sax<nlohmann::json> {
 public:
  AddressFinder(std::string_view bytes, Links& links) : bytes_(bytes), links_(links) {}

  std::size_t fault_at() const { return fault_at_; }

  bool key(std::string& name) override {
    is_address_ = name == "url" || name == "href" || name == "src" || name == "link" || name == "start_url" ||
                  name == "scope" || name == "home_page_url" || name == "feed_url" || name == "image" || name == "icon";
    return true;
  }
  bool string(std::string& text) override {
    if (is_address_)
      links_.follow(text, place_of(text), LinkUse::name);
    else
      links_.follow_perhaps(text);
    return true;
  }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    fault_at_ = std::max<std::size_t>(position, 1);
    return false;
  }

 private:
  // Values come in the order of the file, so that the search goes on where it ended.
  Range place_of(const std::string& text) {
    const std::size_t at = text.empty() ? std::string_view::npos : bytes_.find(text, from_);
    if (at == std::string_view::npos) return {};
    from_ = at + text.size();
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(from_)};
  }

  std::string_view bytes_;
  Links& links_;
  std::size_t from_ = 0;
  std::size_t fault_at_ = 0;  // counted from 1
  bool is_address_ = false;
};

}  // namespace

void read_json_file(std::string_view bytes, Faults& faults, Links& links) {
  AddressFinder finder(bytes, links);
  if (nlohmann::json::sax_parse(bytes, &finder)) return;
  const std::size_t at = std::min(finder.fault_at(), bytes.size());
  faults.add(Rule::json, {static_cast<std::uint32_t>(at == 0 ? 0 : at - 1), static_cast<std::uint32_t>(at)});
}

void read_script(std::string_view bytes, Links& links) {
  for (std::size_t at = bytes.find_first_of("\"'`"); at != std::string_view::npos;) {
    const std::size_t end = bytes.find_first_of("\"'`\n", at + 1);
    if (end == std::string_view::npos) break;
    if (bytes[end] == bytes[at]) {
      const std::string_view text = bytes.substr(at + 1, end - at - 1);
      if (text.find('/') != std::string_view::npos || text.find('.') != std::string_view::npos)
        links.follow_perhaps(text);
      at = bytes.find_first_of("\"'`", end + 1);
    } else {
      at = bytes[end] == '\n' ? bytes.find_first_of("\"'`", end + 1) : end;
    }
  }
  constexpr std::string_view kMap = "# sourceMappingURL=";
  if (const std::size_t at = bytes.rfind(kMap); at != std::string_view::npos) {
    std::string_view address = bytes.substr(at + kMap.size());
    address = address.substr(0, address.find_first_of(" \t\r\n"));
    const auto begin = static_cast<std::uint32_t>(at + kMap.size());
    if (!address.starts_with("data:"))
      links.follow(address, {begin, begin + static_cast<std::uint32_t>(address.size())}, LinkUse::name);
  }
}

}  // namespace onshelf::audit
