// Values as bytes, for other processes and packs. Both ends are this program: the form is cereal's, and may change with every
// build of it. (cereal's own archives want a stream, which is two virtual calls for each number.)
#pragma once

#include <algorithm>
#include <cereal/cereal.hpp>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace onshelf {

class BytesOutput : public cereal::OutputArchive<BytesOutput, cereal::AllowEmptyClassElision> {
 public:
  explicit BytesOutput(std::size_t room = 0) : OutputArchive(this) { bytes_.reserve(room); }
  void append(const void* data, std::size_t size) { bytes_.append(static_cast<const char*>(data), size); }
  // What is written in between is a text to whoever reads it. begin_text() returns where it begins, for end_text(), which shows
  // it until more is written.
  std::size_t begin_text() {
    bytes_.append(sizeof(cereal::size_type), '\0');
    return bytes_.size();
  }
  std::string_view end_text(std::size_t begin) {
    const cereal::size_type size = bytes_.size() - begin;
    std::memcpy(bytes_.data() + begin - sizeof size, &size, sizeof size);
    return std::string_view(bytes_).substr(begin);
  }
  std::size_t size() const { return bytes_.size(); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// The bytes outlive it. Throws cereal::Exception when they end early.
class BytesInput : public cereal::InputArchive<BytesInput, cereal::AllowEmptyClassElision> {
 public:
  explicit BytesInput(std::string_view bytes) : InputArchive(this), rest_(bytes) {}
  // Where they lie.
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) throw cereal::Exception("the bytes end early");
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::size_t left() const { return rest_.size(); }
  void copy(void* to, std::size_t size) {
    const std::string_view from = take(size);
    if (size > 0) std::memcpy(to, from.data(), size);  // an empty list may be nowhere
  }

 private:
  std::string_view rest_;
};

template <class T>
requires std::is_arithmetic_v<T>
void save(BytesOutput& archive, const T& value) { archive.append(std::addressof(value), sizeof value); }
template <class T>
requires std::is_arithmetic_v<T>
void load(BytesInput& archive, T& value) { archive.copy(std::addressof(value), sizeof value); }
inline void load(BytesInput& archive, bool& value) { value = archive.take(1).front() != 0; }

// What cereal wraps: of the one the number, of the other the value without its name.
template <class A>
concept BytesArchive = std::is_same_v<A, BytesOutput> || std::is_same_v<A, BytesInput>;
template <class T>
void save(BytesOutput& archive, const cereal::SizeTag<T>& tag) {
  archive(tag.size);
}
// Room is made for so many values before they are read, and each has a byte at least.
template <class T>
void load(BytesInput& archive, cereal::SizeTag<T>& tag) {
  archive(tag.size);
  if (tag.size > archive.left()) throw cereal::Exception("the bytes end early");
}
template <BytesArchive A, class T>
void serialize(A& archive, cereal::NameValuePair<T>& named) {
  archive(named.value);
}

template <class T>
void save(BytesOutput& archive, const cereal::BinaryData<T>& data) {
  archive.append(data.data, static_cast<std::size_t>(data.size));
}
template <class T>
void load(BytesInput& archive, cereal::BinaryData<T>& data) {
  archive.copy(data.data, static_cast<std::size_t>(data.size));
}

inline void save(BytesOutput& archive, const std::string_view& text) {
  archive(cereal::size_type{text.size()});
  archive.append(text.data(), text.size());
}
// A text that is read where it lies; written as a string.
inline void load(BytesInput& archive, std::string_view& text) {
  cereal::size_type size = 0;
  archive(size);
  text = archive.take(static_cast<std::size_t>(size));
}
inline void load(BytesInput& archive, std::string& text) {
  std::string_view bytes;
  load(archive, bytes);
  text = bytes;
}

// Values of a kind are about as long: the room to make for the one after this.
inline std::size_t room_after(const BytesOutput& archive) {
  constexpr std::size_t kMost = 64 * 1024;
  return std::min(archive.size() + archive.size() / 8, kMost);
}

template <class T>
std::string to_bytes(const T& value) {
  static thread_local std::size_t room = 0;
  BytesOutput archive(room);
  archive(value);
  room = room_after(archive);
  return archive.take();
}

// Throws cereal::Exception when the bytes end early.
template <class T>
T from_bytes(std::string_view bytes) {
  BytesInput archive(bytes);
  T value;
  archive(value);
  return value;
}

}  // namespace onshelf

CEREAL_SETUP_ARCHIVE_TRAITS(onshelf::BytesInput, onshelf::BytesOutput)
