// Numbers for things, the same for the same thing, in the order they come: a hash table for what is asked very often.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace onshelf {

class InternTable {
 public:
  // Room at first; a power of two. Twice as much as there will be things, or it grows.
  explicit InternTable(std::size_t slots) : slots_(slots) { assert(slots > 0 && (slots & (slots - 1)) == 0); }

  // The number of the thing with that hash of which is_it(number) holds. A new thing gets the number of things so far; the caller keeps
  // it where is_it() finds it the next time.
  template <class IsIt>
  std::uint32_t intern(std::uint64_t hash, IsIt is_it) {
    Slot* slot = first(hash);
    for (; slot->following != kFree; slot = next(slot))
      if (slot->hash == hash && is_it(slot->following - 1)) return slot->following - 1;
    *slot = {hash, ++size_};
    if (size_ * std::size_t{2} > slots_.size()) grow();
    return size_ - 1;
  }

 private:
  static constexpr std::uint32_t kFree = 0;
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t following = kFree;  // the number after the thing's
  };

  Slot* first(std::uint64_t hash) { return &slots_[hash & (slots_.size() - 1)]; }
  Slot* next(Slot* slot) { return ++slot == slots_.data() + slots_.size() ? slots_.data() : slot; }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& one : old) {
      if (one.following == kFree) continue;
      Slot* slot = first(one.hash);
      while (slot->following != kFree) slot = next(slot);
      *slot = one;
    }
  }

  std::vector<Slot> slots_;
  std::uint32_t size_ = 0;
};

}  // namespace onshelf
