// What fills the markers of a template: values, and sections that show their part once or once an entry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <new>
#include <string>
#include <string_view>

namespace onshelf {

// What a page's data lies in: handed out in a row, dropped as a whole.
class PageMemory {
 public:
  PageMemory() = default;
  PageMemory(const PageMemory&) = delete;
  PageMemory& operator=(const PageMemory&) = delete;

  // `alignment`: a power of two.
  void* allocate(std::size_t size, std::size_t alignment) {
    const std::size_t padding = (0 - reinterpret_cast<std::uintptr_t>(next_)) & (alignment - 1);
    if (padding + size > left_) return more_.allocate(size, alignment);
    std::byte* at = next_ + padding;
    next_ = at + size;
    left_ -= padding + size;
    return at;
  }

 private:
  static constexpr std::size_t kUsual = 32 * 1024;  // of a page; the rest is asked for
  alignas(std::max_align_t) std::byte buffer_[kUsual];
  std::byte* next_ = buffer_;
  std::size_t left_ = kUsual;
  std::pmr::monotonic_buffer_resource more_{kUsual};
};

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
  // A name, and of it what tells most names apart by one comparison: its last eight bytes, for markers of a kind begin alike.
  class Name {
   public:
    Name(std::string_view text) : text_(text), end_(end_of(text)) {}
    bool operator==(const Name& other) const {
      if (end_ != other.end_ || text_.size() != other.text_.size()) return false;
      return text_.size() <= sizeof end_ ||
             std::memcmp(text_.data(), other.text_.data(), text_.size() - sizeof end_) == 0;
    }

   private:
    template <class Bytes>
    static std::uint64_t load(const char* at) {
      Bytes bytes;
      std::memcpy(&bytes, at, sizeof bytes);
      return bytes;
    }
    static std::uint64_t end_of(std::string_view text) {
      const char* const end = text.data() + text.size();
      if (text.size() >= 8) return load<std::uint64_t>(end - 8);
      if (text.size() >= 4) return load<std::uint32_t>(text.data()) | load<std::uint32_t>(end - 4) << 32;
      std::uint64_t bytes = 0;
      for (const char c : text) bytes = bytes << 8 | static_cast<unsigned char>(c);
      return bytes;
    }

    std::string_view text_;
    std::uint64_t end_;
  };

  struct Value {
    Name marker;
    std::string_view value;
    Value* next;
  };
  struct Section {
    Name name;
    View* first;
    View* last;
    Section* next;
  };
  View(PageMemory* memory, const View* around) : memory_(memory), around_(around) {}

  std::string_view copy(std::string_view text);
  Section& section(const Name& name);
  template <class T>
  T* make(T value) {
    return new (memory_->allocate(sizeof(T), alignof(T))) T(value);
  }

  // Nothing here has a destructor to run: the page's memory is dropped as a whole.
  PageMemory* memory_;
  const View* around_;
  Value* values_ = nullptr;
  Section* sections_ = nullptr;
  View* next_ = nullptr;
};

// The data of one page, in one piece of memory.
class PageData {
 public:
  PageData() : root_(&memory_, nullptr) {}
  PageData(const PageData&) = delete;
  PageData& operator=(const PageData&) = delete;
  View& root() { return root_; }
  const View& root() const { return root_; }

 private:
  PageMemory memory_;
  View root_;
};

}  // namespace onshelf
