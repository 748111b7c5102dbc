// What fills the markers of a template: values, and sections that show their part once or once an entry.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <new>
#include <string>
#include <string_view>

namespace onshelf {

// One level of a page's data. A value not found here is looked for in the levels around it; a section is not, so that a
// card without an icon does not show the page's. Lives in its PageData.
class View {
 public:
  // Views the value, which must live until the page is expanded.
  void set(std::string_view marker, std::string_view value);
  void set(std::string_view marker, const char* literal) { set(marker, std::string_view(literal)); }
  void set(std::string_view marker, std::string&& value) = delete;  // would dangle: keep() it
  // Copies the value into the page's memory.
  void keep(std::string_view marker, std::string_view value) { set(marker, copy(value)); }
  // Shows a section as it is, with this level's values.
  void show(std::string_view section);
  // One more entry of a section; the section is shown once for each.
  View& add(std::string_view section);

  // For the template engine. Null data means: not set, not shown.
  std::string_view find(std::string_view marker) const;
  const View* first_of(std::string_view section, bool& is_shown) const;
  const View* next() const { return next_; }

 private:
  friend class PageData;
  // Tells most names apart without a look at their bytes: markers of a kind begin alike, so their ends are taken.
  static std::uint32_t tag_of(std::string_view name) {
    const auto byte = [&](std::size_t from_end) {
      return std::uint32_t{static_cast<unsigned char>(name[name.size() - std::min(from_end, name.size())])};
    };
    return name.empty() ? 0 : static_cast<std::uint32_t>(name.size() << 24) | byte(1) << 16 | byte(3) << 8 | byte(5);
  }

  struct Value {
    std::uint32_t tag;  // of the marker
    std::string_view marker, value;
    Value* next;
  };
  struct Section {
    std::uint32_t tag;  // of the name
    std::string_view name;
    View* first;
    View* last;
    Section* next;
  };
  View(std::pmr::monotonic_buffer_resource* memory, const View* around) : memory_(memory), around_(around) {}

  std::string_view copy(std::string_view text);
  Section& section(std::string_view name);
  template <class T>
  T* make(T value) {
    return new (memory_->allocate(sizeof(T), alignof(T))) T(value);
  }

  // Nothing here has a destructor to run: the page's memory is dropped as a whole.
  std::pmr::monotonic_buffer_resource* memory_;
  const View* around_;
  Value* values_ = nullptr;
  Section* sections_ = nullptr;
  View* next_ = nullptr;
};

// The data of one page, in one piece of memory.
class PageData {
 public:
  PageData() : memory_(buffer_, sizeof buffer_), root_(&memory_, nullptr) {}
  PageData(const PageData&) = delete;
  PageData& operator=(const PageData&) = delete;
  View& root() { return root_; }
  const View& root() const { return root_; }

 private:
  alignas(std::max_align_t) std::byte buffer_[32 * 1024];
  std::pmr::monotonic_buffer_resource memory_;
  View root_;
};

}  // namespace onshelf
