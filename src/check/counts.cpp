// How many items a list may have, in each language for itself.
#include "check/limit_case.h"
#include "check/rule_facts.h"

namespace onshelf {
namespace {

// `where` is asked only for a finding: working out a place reads the file up to it.
template <class Where>
void judge_list(const LimitCase& of, const Limit& limit, std::uint64_t count, Where where) {
  if ((!limit.max || count <= *limit.max) && (!limit.min || count >= *limit.min)) return;
  const std::string measured = amount_of(count, limit.unit);
  if (limit.max && count > *limit.max) {
    const std::string allowed = amount_of(*limit.max, limit.unit);
    of.report(limit.severity, where(),
              Sentence("\"{field}\" has {measured}; the most is {limit}",
                       {{"field", of.spec.key}, {"measured", measured}, {"limit", allowed}}),
              Sentence("{over} too many", {{"over", amount_of(count - *limit.max, limit.unit)}}), "at most " + allowed,
              measured);
  } else {
    const std::string needed = amount_of(*limit.min, limit.unit);
    of.report(limit.severity, where(),
              Sentence("\"{field}\" has {measured}; the least is {limit}",
                       {{"field", of.spec.key}, {"measured", measured}, {"limit", needed}}),
              Sentence("add {missing}", {{"missing", amount_of(*limit.min - count, limit.unit)}}), "at least " + needed,
              measured);
  }
}

void judge_array(const LimitCase& of, const Limit& limit, const JsonValue& list) {
  // Of too many, the first that is too much.
  const bool is_long = limit.max && list.items.size() > *limit.max;
  judge_list(of, limit, list.items.size(), [&] { return of.place(is_long ? list.items[*limit.max] : list); });
}

}  // namespace

void check_count(const LimitCase& of, const Limit& limit) {
  if (!of.given) {
    // Whether the field may be absent at all is the business of `required`, and advice on absent fields would be noise.
    if (!of.spec.required && !of.is_advice() && of.spec.required_when_field.empty())
      judge_list(of, limit, 0, [&] { return of.checked.source.whole_file(); });
    return;
  }
  if (!of.given->whole) return;
  const JsonValue& json = of.given->whole->value;
  if (json.is_array()) return judge_array(of, limit, json);
  if (json.is_string()) return judge_list(of, limit, 1, [&] { return of.place(json); });
  for (const JsonMember& member : json.members)
    if (member.value.is_array()) judge_array(of, limit, member.value);
}

}  // namespace onshelf
