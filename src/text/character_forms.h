// What a mapping of texts makes of single characters, found out once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace onshelf {

// For mappings through Unicode's tables, which take long, and make of most characters the same wherever they stand. Grows with the
// characters it is asked for, to 3 MB at the most. For one thread.
class CharacterForms {
 public:
  // Empty: what becomes of the character depends on its neighbours.
  using Make = std::optional<std::string> (*)(char32_t character);
  explicit CharacterForms(Make make) : make_(make) {}

  // Null: that depends on its neighbours, or the character is rare (beyond the Basic Multilingual Plane); the whole text is to be mapped.
  const std::string* of(char32_t character) {
    if (character >= kBlocks * kInBlock) return nullptr;
    std::unique_ptr<Form[]>& block = blocks_[character / kInBlock];
    if (!block) block = std::make_unique<Form[]>(kInBlock);
    Form& form = block[character % kInBlock];
    if (form.kind == Kind::unasked) find(character, form);
    return form.kind == Kind::fixed ? &form.text : nullptr;
  }

 private:
  static constexpr std::size_t kInBlock = 256, kBlocks = 256;
  enum class Kind : std::uint8_t { unasked, fixed, depends };
  struct Form {
    Kind kind = Kind::unasked;
    std::string text;
  };

  void find(char32_t character, Form& form) {
    std::optional<std::string> made = make_(character);
    form.kind = made ? Kind::fixed : Kind::depends;
    if (made) form.text = std::move(*made);
  }

  Make make_;
  std::array<std::unique_ptr<Form[]>, kBlocks> blocks_;
};

}  // namespace onshelf
