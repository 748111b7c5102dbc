// Numbers for things that are told apart by hash and by look, in the order they come: a hash table for what is asked often.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace onshelf {

class NumberTable {
 public:
  // `slots`: room at first; a power of two, twice as much as there will be, or it grows.
  explicit NumberTable(std::size_t slots) : slots_(slots) {}

  // The number of the thing of that hash for which is_it(number) holds. What is not there gets the next one, from 0; size() tells.
  template <class IsIt>
  std::uint32_t number_of(std::uint64_t hash, IsIt is_it) {
    Slot* slot = first(hash);
    for (; slot->number != kFree; slot = next(slot))
      if (slot->hash == hash && is_it(slot->number - 1)) return slot->number - 1;
    *slot = {hash, ++size_};
    if (size_ * std::size_t{2} > slots_.size()) grow();
    return size_ - 1;
  }

  std::uint32_t size() const { return size_; }

 private:
  static constexpr std::uint32_t kFree = 0;
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = kFree;  // and 1
  };

  Slot* first(std::uint64_t hash) { return &slots_[hash & (slots_.size() - 1)]; }
  Slot* next(Slot* slot) { return ++slot == slots_.data() + slots_.size() ? slots_.data() : slot; }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& one : old) {
      if (one.number == kFree) continue;
      Slot* slot = first(one.hash);
      while (slot->number != kFree) slot = next(slot);
      *slot = one;
    }
  }

  std::vector<Slot> slots_;
  std::uint32_t size_ = 0;
};

}  // namespace onshelf
