#include "render/view.h"

namespace onshelf {

void View::set(std::string_view marker, std::string_view value) { values_ = make(Value{marker, value, values_}); }

void View::show(std::string_view name) { section(name); }

View& View::add(std::string_view name) {
  Section& into = section(name);
  View* entry = new (memory_->allocate(sizeof(View), alignof(View))) View(memory_, this);
  (into.last ? into.last->next_ : into.first) = entry;
  into.last = entry;
  return *entry;
}

std::string_view View::find(std::string_view marker) const {
  const Name wanted = marker;
  for (const View* level = this; level; level = level->around_)
    for (const Value* value = level->values_; value; value = value->next)
      if (value->marker == wanted) return value->value;
  return {};
}

const View* View::first_of(std::string_view name, bool& is_shown) const {
  const Name wanted = name;
  for (const Section* section = sections_; section; section = section->next)
    if (section->name == wanted) {
      is_shown = true;
      return section->first;
    }
  is_shown = false;
  return nullptr;
}

std::string_view View::copy(std::string_view text) {
  if (text.empty()) return {};
  char* bytes = static_cast<char*>(memory_->allocate(text.size(), 1));
  std::memcpy(bytes, text.data(), text.size());
  return {bytes, text.size()};
}

View::Section& View::section(const Name& name) {
  for (Section* known = sections_; known; known = known->next)
    if (known->name == name) return *known;
  return *(sections_ = make(Section{name, nullptr, nullptr, sections_}));
}

}  // namespace onshelf
