// The letters of an index of names, as CLDR has them: A to Z, kana, initials of pinyin, numbers of strokes.
#include <unicode/alphaindex.h>

#include <stdexcept>

#include "words/language.h"

namespace onshelf {

// (A cut of this form does not change any more, so names may be looked up from several threads.)
struct IndexBuckets {
  std::unique_ptr<icu::AlphabeticIndex::ImmutableIndex> index;
  std::vector<std::size_t> letter_of;  // by ICU's bucket
  std::vector<std::string> letters;
};

namespace {

std::unique_ptr<const IndexBuckets> make_buckets(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  icu::AlphabeticIndex all(locale, status);
  // Names of software are in Latin letters everywhere.
  all.addLabels(icu::Locale::getEnglish(), status);
  auto buckets = std::make_unique<IndexBuckets>();
  buckets->index.reset(all.buildImmutableIndex(status));
  if (U_FAILURE(status)) throw std::runtime_error("ICU data is missing");
  const int32_t count = buckets->index->getBucketCount();
  buckets->letters.emplace_back("#");
  for (int32_t i = 0; i < count; ++i) {
    const icu::AlphabeticIndex::Bucket* bucket = buckets->index->getBucket(i);
    switch (bucket->getLabelType()) {
      case U_ALPHAINDEX_NORMAL:
        buckets->letter_of.push_back(buckets->letters.size());
        buckets->letters.push_back(to_utf8(bucket->getLabel()));
        break;
      case U_ALPHAINDEX_UNDERFLOW:  // digits and signs
        buckets->letter_of.push_back(0);
        break;
      default:  // scripts without letters here, between others and after them
        buckets->letter_of.push_back(static_cast<std::size_t>(-1));
    }
  }
  buckets->letters.emplace_back();
  for (std::size_t& letter : buckets->letter_of)
    if (letter == static_cast<std::size_t>(-1)) letter = buckets->letters.size() - 1;
  return buckets;
}

}  // namespace

const IndexBuckets& Words::buckets(LocaleIndex locale) const {
  const Language& language = *languages_[locale];
  const std::lock_guard lock(language.in_use);
  if (!language.buckets) language.buckets = make_buckets(language.locale);
  return *language.buckets;
}

const std::vector<std::string>& Words::index_letters(LocaleIndex locale) const { return buckets(locale).letters; }

std::size_t Words::index_letter(LocaleIndex locale, std::string_view name) const {
  const IndexBuckets& found = buckets(locale);
  UErrorCode status = U_ZERO_ERROR;
  const int32_t bucket = found.index->getBucketIndex(to_utf16(name), status);
  if (U_FAILURE(status) || bucket < 0 || static_cast<std::size_t>(bucket) >= found.letter_of.size())
    return found.letters.size() - 1;
  return found.letter_of[static_cast<std::size_t>(bucket)];
}

}  // namespace onshelf
