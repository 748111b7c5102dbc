// A value in the languages it was given in, and the one way to choose between them.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/locale.h"

namespace onshelf {

// Sorted by locale; a locale that was not given is absent, never empty.
template <class T>
using Localized = std::vector<std::pair<LocaleIndex, T>>;

using LocalizedText = Localized<std::string>;

// The value to show in a locale: its own, or the first of its fallback chain that has one. Null when none has.
// The result points into `values`; `first` says which language it really is, for its lang and dir attributes.
template <class T>
const std::pair<LocaleIndex, T>* pick(const Localized<T>& values, const Locale& locale) {
  for (LocaleIndex wanted : locale.chain)
    for (const auto& entry : values)
      if (entry.first == wanted) return &entry;
  return nullptr;
}

// The same, or else the first there is: a list of words that nobody translated is better than none. Null when empty.
template <class T>
const std::pair<LocaleIndex, T>* pick_or_first(const Localized<T>& values, const Locale& locale) {
  const auto* picked = pick(values, locale);
  return picked || values.empty() ? picked : &values.front();
}

// Whether a locale needs no other's text: one is in it, or in a form of its language that stands in for it.
template <class T>
bool has_own(const Localized<T>& values, const Locale& locale, LocaleIndex index) {
  return std::any_of(values.begin(), values.end(), [&](const auto& entry) {
    return entry.first == index ||
           std::find(locale.stand_ins.begin(), locale.stand_ins.end(), entry.first) != locale.stand_ins.end();
  });
}

}  // namespace onshelf
