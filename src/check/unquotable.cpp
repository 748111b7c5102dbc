#include "check/unquotable.h"

#include <algorithm>

#include "check/forms.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

constexpr std::size_t kMostNameBytes = 80;  // longer than any name; a key or certificate is not

// Where a name that has a value in it goes over to the value, also as an input method writes it.
constexpr std::string_view kEnds[] = {"=",      ":",      " ",      "\t",     "\n",    "\r",
                                      "\u00a0", "\u3000", "\uff1d", "\uff1a", "\ufe55"};

class Unquotable {
 public:
  Unquotable(const Site& site, SourceText& source) : site_(site), source_(source) {}

  // A member that nobody knows: neither its value nor, of its name, what is none.
  void hide(const JsonMember& member) {
    source_.hide(member.value.where);
    hide_rest_of_name(member);
  }

  void hide_rest_of_name(const JsonMember& member) {
    const std::string said = sayable(member.key);
    if (said.size() == member.key.size()) return;
    // Escapes in the source are not the same bytes; what follows the first is hidden too.
    const ByteRange name{member.key_where.begin + 1, member.key_where.end - 1};  // between the quotation marks
    const std::string_view bytes = source_.bytes().substr(name.begin, name.end - name.begin);
    const auto differ = std::mismatch(said.begin(), said.end(), bytes.begin(), bytes.end()).first;
    source_.hide({name.begin + static_cast<std::size_t>(differ - said.begin()), name.end});
  }

  void hide_outside(const JsonValue& value, const Form& form) {
    if (value.is_array()) {
      if (!form.items) return hide_inside(value);
      for (const JsonValue& item : value.items) hide_outside(item, *form.items);
    } else if (value.is_object()) {
      if (!form.locales && form.members.empty()) return hide_inside(value);
      for (const JsonMember& member : value.members) {
        if (const Form* inner = inner_form(form, member.key)) {
          hide_outside(member.value, *inner);
        } else {
          hide(member);
          below_.push_back(&member.value);
        }
      }
    }
  }

  std::vector<const JsonValue*> take_below() { return std::move(below_); }

 private:
  // The bracket stays: findings point at it.
  void hide_inside(const JsonValue& value) {
    source_.hide({value.where.begin + 1, value.where.end});
    below_.push_back(&value);
  }

  const Form* inner_form(const Form& form, std::string_view name) const {
    for (const MemberForm& member : form.members)
      if (member.name == name) return member.form;
    return form.locales && site_.find_language(name) ? form.locales : nullptr;
  }

  const Site& site_;
  SourceText& source_;
  std::vector<const JsonValue*> below_;
};

}  // namespace

std::string sayable(std::string_view name) {
  std::size_t end = name.size();
  for (std::string_view one : kEnds) end = std::min(end, name.find(one));
  // A name in English, as those of secrets are, ends with the first character that names do not have.
  constexpr std::string_view kOfNames = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
  if (!name.empty() && kOfNames.find(name.front()) != std::string_view::npos)
    end = std::min(end, std::min(name.size(), name.find_first_not_of(kOfNames)));
  if (end > kMostNameBytes)
    for (auto [at, point] : CodePoints(name))
      if (at + point.size > kMostNameBytes) {
        end = at;
        break;
      }
  return std::string(name.substr(0, end));
}

std::vector<const JsonValue*> hide_unquotable(const Record& record, const Vocabulary& vocabulary, const Site& site,
                                              SourceText& source) {
  Unquotable unquotable(site, source);
  for (const JsonMember& member : record.document.members) {
    const FieldSpec* spec = vocabulary.find(member.key);
    const bool is_core = vocabulary.is_core(spec ? spec->key : member.key) || vocabulary.is_status(member.key);
    if (spec && (spec->display.is_confidential() || spec->shape == Shape::hidden))
      source.hide(member.value.where);
    else if (is_core || spec)
      unquotable.hide_outside(member.value, is_core ? forms::kPlain : form_of(spec->shape));
    else
      unquotable.hide(member);
  }
  return unquotable.take_below();
}

}  // namespace onshelf
