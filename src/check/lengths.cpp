// How long a text may be. Units that count characters count code points after NFC, without white space at the ends: the
// documents say no more than "characters", in one form or another.
#include "check/limit_case.h"
#include "check/rule_facts.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

std::uint64_t measure(std::string_view text, const std::string& unit, const CheckBook& book) {
  if (unit == "words") return book.word_counter().count(text);
  if (unit == "bytes") return text.size();
  return count_in_nfc(trimmed(text));
}

bool is_surely_short_enough(const GivenText& given, const Limit& limit) {
  // No unit is smaller than a byte.
  if (!limit.max || given.text.size() <= *limit.max) return true;
  // Nor than a character, which are counted faster than words.
  return limit.unit == "words" && count_code_points(given.text) <= *limit.max;
}

// A long text has all the characters it needs in its first paragraphs. False: the whole is to be measured.
bool is_surely_long_enough(const GivenText& given, const Limit& limit) {
  if (!limit.min) return true;
  constexpr std::uint64_t kLongestCharacter = 4;  // bytes
  if (!given.rich || limit.unit == "words" || limit.unit == "bytes") return false;
  const std::string beginning = given.visible((*limit.min + 1) * kLongestCharacter);
  return count_in_nfc(beginning) > *limit.min;  // one more: what follows may join with the last one
}

bool is_surely_within(const GivenText& given, const Limit& limit) {
  return is_surely_short_enough(given, limit) && is_surely_long_enough(given, limit);
}

}  // namespace

void check_length(const LimitCase& of, const Limit& limit) {
  for (const GivenText& given : of.texts) {
    if (is_surely_within(given, limit)) continue;
    const std::string_view text = trimmed(given.text);
    if (text.empty()) continue;  // an absent text, not a short one
    const std::uint64_t length = measure(given.rich ? given.visible() : text, limit.unit, of.book);
    const bool is_short = limit.min && length < *limit.min;
    const bool is_long = limit.max && length > *limit.max;
    if (!is_short && !is_long) continue;
    std::string measured = amount_of(length, limit.unit);
    if (given.rich)
      measured += " of visible text (" + amount_of(measure(text, limit.unit, of.book), limit.unit) + " with markup)";
    const std::string allowed = amount_of(is_short ? *limit.min : *limit.max, limit.unit);
    const std::string difference = amount_of(is_short ? *limit.min - length : length - *limit.max, limit.unit);
    if (is_short)
      of.report(limit.severity, of.place(given),
                Sentence("\"{field}\" has {measured}; the least is {limit}",
                         {{"field", of.spec.key}, {"measured", measured}, {"limit", allowed}}),
                Sentence("write {missing} more", {{"missing", difference}}), "at least " + allowed, measured);
    else
      of.report(limit.severity, of.place(given),
                Sentence("\"{field}\" has {measured}; the most is {limit}",
                         {{"field", of.spec.key}, {"measured", measured}, {"limit", allowed}}),
                Sentence("{over} too long", {{"over", difference}}), "at most " + allowed, measured);
  }
}

}  // namespace onshelf
