// Character references as HTML and Markdown know them: &lt; &#60; &#x3c;
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onshelf {

struct Entity {
  std::string text;      // what it stands for
  std::size_t size = 0;  // bytes it takes; 0: there is none at this place
};

// The reference that begins at `at`, where an ampersand stands. Numeric ones in all forms, also without a semicolon as
// browsers accept them; of the named ones those that markup and typography use.
Entity entity_at(std::string_view text, std::size_t at);

// The text with every reference replaced, once: "&amp;lt;" becomes "&lt;".
std::string decode_entities(std::string_view text);

// The same as a view: of the text itself when it has no reference, as nearly all, which is then not copied.
class DecodedText {
 public:
  explicit DecodedText(std::string_view text)
      : text_(text),
        decoded_(text.find('&') == std::string_view::npos ? std::string{} : decode_entities(text)),
        view_(decoded_.empty() ? text : decoded_) {}
  DecodedText(const DecodedText&) = delete;
  DecodedText& operator=(const DecodedText&) = delete;

  std::string_view view() const { return view_; }
  // Where in the text itself stands what is at `at` of the view: the reference, of what it stands for.
  std::size_t origin(std::size_t at) const;

 private:
  std::string_view text_;
  std::string decoded_;
  std::string_view view_;
};

}  // namespace onshelf
