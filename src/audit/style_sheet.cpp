#include "audit/style_sheet.h"

#include <algorithm>

#include "text/ascii.h"

namespace onshelf::audit {
namespace {

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

class StyleReader {
 public:
  StyleReader(std::string_view bytes, Links& links) : bytes_(bytes), links_(links) {}

  void read() {
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (starts("/*")) {
        const std::size_t end = bytes_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? bytes_.size() : end + 2;
      } else if (c == '"' || c == '\'') {
        const Range text = read_quoted();
        if (is_import_) follow(text);
        is_import_ = false;
      } else if (starts("url(")) {
        at_ += 4;
        read_url();
        is_import_ = false;
      } else if (starts("@import")) {
        at_ += 7;
        is_import_ = true;
      } else {
        if (!is_blank(c)) is_import_ = false;
        ++at_;
      }
    }
  }

 private:
  bool starts(std::string_view word) const { return lower_ascii(bytes_.substr(at_, word.size())) == word; }

  // What stands between the quotes; a line break ends it too.
  Range read_quoted() {
    const char quote = bytes_[at_++];
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && bytes_[at_] != quote && bytes_[at_] != '\n') at_ += bytes_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_, bytes_.size());
    const Range text{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    if (at_ < bytes_.size()) ++at_;
    return text;
  }

  void read_url() {
    while (at_ < bytes_.size() && is_blank(bytes_[at_])) ++at_;
    if (at_ >= bytes_.size()) return;
    if (bytes_[at_] == '"' || bytes_[at_] == '\'') return follow(read_quoted());
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && bytes_[at_] != ')' && !is_blank(bytes_[at_])) ++at_;
    follow({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)});
  }

  void follow(Range where) {
    const std::string_view address = bytes_.substr(where.begin, where.end - where.begin);
    if (!address.empty() && !address.starts_with("data:") && !address.starts_with("#"))
      links_.follow(address, where, LinkUse::load);
  }

  std::string_view bytes_;
  Links& links_;
  std::size_t at_ = 0;
  bool is_import_ = false;
};

}  // namespace

void read_style_sheet(std::string_view bytes, Links& links) { StyleReader(bytes, links).read(); }

}  // namespace onshelf::audit
