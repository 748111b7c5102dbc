// HTML that may stand in a page as it is.
#pragma once

#include <string>
#include <utility>

namespace onshelf {

class HtmlWriter;

// Only the allow-list serialiser (render/html_writer.h) makes non-empty ones, and nothing edits, cuts or parses them afterwards.
class CleanHtml {
 public:
  CleanHtml() = default;
  const std::string& bytes() const { return bytes_; }
  bool empty() const { return bytes_.empty(); }

  // For packs, which only ever holds what the serialiser made.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(bytes_);
  }

 private:
  friend class HtmlWriter;
  explicit CleanHtml(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

}  // namespace onshelf
