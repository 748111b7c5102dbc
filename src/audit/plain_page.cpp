// Reads a page in two passes over its tags: the first only proves that it is plain, so that no element is visited of a page
// that turns out to be something else.
#include <algorithm>
#include <array>
#include <deque>
#include <string>

#include "audit/elements.h"
#include "text/ascii.h"
#include "text/entities.h"
#include "text/utf8.h"

namespace onshelf::audit {
namespace {

// Elements that are parsed by rules of their own, or whose content goes elsewhere.
constexpr std::array<std::string_view, 18> kNotPlain = {
    "svg",     "math",     "template",  "select", "noscript", "frameset", "frame",   "iframe", "xmp",
    "noembed", "noframes", "plaintext", "form",   "textarea", "image",    "isindex", "object", "param"};
constexpr std::array<std::string_view, 6> kInHead = {"meta", "link", "title", "script", "style", "base"};
constexpr std::array<std::string_view, 14> kVoid = {"area",  "base", "br",   "col",    "embed", "hr",  "img",
                                                    "input", "link", "meta", "source", "track", "wbr", "keygen"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// Every reference is a whole one that text/entities knows, or no reference at all.
bool has_plain_references(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    if (!is_lower(next) && !(next >= 'A' && next <= 'Z') && !is_digit(next) && next != '#') continue;
    const Entity entity = entity_at(text, at);
    if (entity.size == 0 || text[at + entity.size - 1] != ';') return false;
  }
  return true;
}

class PlainReader {
 public:
  PlainReader(std::string_view bytes, const VisitElement* visit) : bytes_(bytes), visit_(visit) {}

  std::optional<PageForm> read() {
    if (lower_ascii(bytes_.substr(0, 15)) != "<!doctype html>") return std::nullopt;
    if (bytes_.find('\0') != std::string_view::npos || bytes_.find('\r') != std::string_view::npos) return std::nullopt;
    at_ = 15;
    while (true) {
      const std::size_t open = bytes_.find('<', at_);
      const std::string_view text = bytes_.substr(at_, open == std::string_view::npos ? open : open - at_);
      // Text outside of the body would move into one.
      if (state_ != State::body && !std::all_of(text.begin(), text.end(), is_blank)) return std::nullopt;
      if (open == std::string_view::npos) break;
      at_ = open;
      if (!(at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '/' ? read_end_tag() : read_start_tag())) return std::nullopt;
    }
    if (state_ != State::after) return std::nullopt;
    return form_;
  }

 private:
  enum class State { start, html, head, between, body, after };

  std::string_view read_name() {
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && (is_lower(bytes_[at_]) || (at_ > begin && is_digit(bytes_[at_])))) ++at_;
    return bytes_.substr(begin, at_ - begin);
  }

  bool read_end_tag() {
    at_ += 2;
    const std::string_view name = read_name();
    if (name.empty() || at_ >= bytes_.size() || bytes_[at_++] != '>') return false;
    if (depth_ > 0) --depth_;
    if (name == "head") return move(State::head, State::between);
    if (name == "body") return state_ == State::body;
    if (name == "html") return move(State::body, State::after);
    return state_ == State::body && name != "br";  // </br> is a br of its own
  }

  bool move(State from, State to) {
    if (state_ != from) return false;
    state_ = to;
    return true;
  }

  bool read_start_tag() {
    const std::size_t begin = at_++;
    element_.name = read_name();
    if (element_.name.empty() || is_one_of(kNotPlain, element_.name)) return false;
    if (!read_attributes()) return false;
    element_.where = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    element_.text = {};
    element_.text_where = {};
    if (!place_element()) return false;
    if (!is_one_of(kVoid, element_.name)) form_.depth = std::max(form_.depth, ++depth_);
    if (element_.name == "title" || element_.name == "script" || element_.name == "style") {
      if (!read_raw_text()) return false;
    }
    if (visit_) (*visit_)(element_);
    return true;
  }

  // Where it stands, which decides what it is.
  bool place_element() {
    const std::string_view name = element_.name;
    element_.in_head = state_ == State::head;
    form_.has_doctype = true;
    switch (state_) {
      case State::start:
        return name == "html" && move(State::start, State::html);
      case State::html:
        return name == "head" && move(State::html, State::head);
      case State::head:
        return is_one_of(kInHead, name);
      case State::between:
        return name == "body" && move(State::between, State::body);
      case State::body:
        return name != "html" && name != "head" && name != "body";
      case State::after:
        return false;
    }
    return false;
  }

  bool read_attributes() {
    element_.attributes.clear();
    decoded_.clear();
    while (true) {
      if (at_ >= bytes_.size()) return false;
      if (bytes_[at_] == '>') return ++at_, true;
      if (bytes_[at_] == '/' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '>')
        return at_ += 2, is_one_of(kVoid, element_.name);
      if (!is_blank(bytes_[at_])) return false;
      while (at_ < bytes_.size() && is_blank(bytes_[at_])) ++at_;
      if (at_ < bytes_.size() && (bytes_[at_] == '>' || bytes_[at_] == '/')) continue;
      if (!read_attribute()) return false;
    }
  }

  bool read_attribute() {
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && (is_lower(bytes_[at_]) || is_digit(bytes_[at_]) || bytes_[at_] == '-')) ++at_;
    ElementAttribute attribute{
        bytes_.substr(begin, at_ - begin), {}, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)}};
    if (attribute.name.empty() || element_.find(attribute.name)) return false;
    if (at_ < bytes_.size() && bytes_[at_] == '=') {
      if (++at_ >= bytes_.size() || bytes_[at_] != '"') return false;
      const std::size_t end = bytes_.find('"', ++at_);
      if (end == std::string_view::npos) return false;
      attribute.value = bytes_.substr(at_, end - at_);
      attribute.where = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
      at_ = end + 1;
      if (attribute.value.find('&') != std::string_view::npos) {
        if (!has_plain_references(attribute.value)) return false;
        if (visit_) attribute.value = decoded_.emplace_back(decode_entities(attribute.value));
      }
    }
    // Nothing can be shown of an empty value.
    if (attribute.where.empty())
      attribute.where = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + attribute.name.size())};
    element_.attributes.push_back(attribute);
    return true;
  }

  // Up to the end tag, which is read as one in its turn.
  bool read_raw_text() {
    const std::size_t begin = at_;
    while (true) {
      at_ = bytes_.find('<', at_);
      if (at_ == std::string_view::npos) return false;
      // "<!--" in a script hides its end tag, and an end tag in other letters would end it too.
      if (bytes_.substr(at_, 4) == "<!--") return false;
      if (bytes_.substr(at_, 2) == "</" && lower_ascii(bytes_.substr(at_ + 2, element_.name.size())) == element_.name)
        break;
      ++at_;
    }
    element_.text = bytes_.substr(begin, at_ - begin);
    element_.text_where = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    if (element_.name == "title") {
      if (!has_plain_references(element_.text)) return false;
      if (visit_) element_.text = decoded_.emplace_back(decode_entities(element_.text));
    }
    const std::size_t name_end = at_ + 2 + element_.name.size();
    if (bytes_.substr(at_ + 2, element_.name.size()) != element_.name || bytes_.substr(name_end, 1) != ">")
      return false;
    at_ = name_end + 1;
    --depth_;
    return true;
  }

  std::string_view bytes_;
  const VisitElement* visit_;  // null in the first pass
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  State state_ = State::start;
  PageForm form_;
  Element element_;
  std::deque<std::string> decoded_;  // values of the element that had references
};

}  // namespace

const ElementAttribute* Element::find(std::string_view wanted) const {
  for (const ElementAttribute& attribute : attributes)
    if (attribute.name == wanted) return &attribute;
  return nullptr;
}

std::string_view Element::value(std::string_view wanted) const {
  const ElementAttribute* attribute = find(wanted);
  return attribute ? attribute->value : std::string_view{};
}

std::optional<PageForm> visit_plain_page(std::string_view bytes, const VisitElement& visit) {
  if (!is_valid_utf8(bytes) || !PlainReader(bytes, nullptr).read()) return std::nullopt;
  return PlainReader(bytes, &visit).read();
}

}  // namespace onshelf::audit
