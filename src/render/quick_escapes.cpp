#include "render/quick_escapes.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include <ctemplate/template.h>
#include <ctemplate/template_modifiers.h>

#include "text/byte_set.h"
#include "text/escape.h"

namespace onshelf {
namespace {

using namespace std::string_view_literals;

// What ctemplate::HtmlEscape writes as a reference, or as a blank.
constexpr ByteSet kSpecial("&<>\"'\t\n\v\f\r");

class QuickEscape : public ctemplate::TemplateModifier {
  void Modify(const char* in, std::size_t size, const ctemplate::PerExpandData*, ctemplate::ExpandEmitter* out,
              const std::string&) const override {
    const std::string_view text(in, size);
    std::size_t written = 0;
    for (std::size_t at; (at = kSpecial.find_in(text, written)) < size; written = at + 1) {
      if (at > written) out->Emit(in + written, at - written);
      const std::string_view reference = html_reference(in[at]);
      reference.empty() ? out->Emit(' ') : out->Emit(reference.data(), reference.size());
    }
    if (size > written) out->Emit(in + written, size - written);
  }
};

constexpr const char kQuickText[] = "x-quick-text", kQuickAddress[] = "x-quick-address";

// As ctemplate names its own, and ours that writes the same.
struct Escape {
  std::string_view slow, quick;
};
constexpr Escape kEscapes[] = {{"h", kQuickText}, {"U=html", kQuickAddress}};

// "NAME:modifiers" of all markers of values, in their order. (Texts are one line each, for line ends are stripped.)
std::vector<std::string> values_of(const ctemplate::Template& compiled) {
  constexpr std::string_view kBefore = "Variable Node: ";
  std::string dump;
  compiled.DumpToString("", &dump);
  std::vector<std::string> values;
  for (std::size_t begin = 0, end; begin < dump.size(); begin = end + 1) {
    end = std::min(dump.find('\n', begin), dump.size());
    const std::size_t first = std::min(dump.find_first_not_of(' ', begin), end);
    const std::string_view line = std::string_view(dump).substr(first, end - first);
    if (line.starts_with(kBefore)) values.emplace_back(line.substr(kBefore.size()));
  }
  return values;
}

}  // namespace

void register_quick_escapes() {
  static const QuickEscape text;
  static const ctemplate::ValidateUrl address(text, ctemplate::ValidateUrl::kUnsafeUrlReplacement);
  ctemplate::AddXssSafeModifier(kQuickText, &text);
  ctemplate::AddXssSafeModifier(kQuickAddress, &address);
}

std::optional<std::string> with_quick_escapes(const std::string& assembled) {
  const std::unique_ptr<ctemplate::Template> compiled(
      ctemplate::Template::StringToTemplate(assembled, ctemplate::STRIP_WHITESPACE));
  if (!compiled || compiled->state() != ctemplate::TS_READY) return std::nullopt;
  const std::vector<std::string> values = values_of(*compiled);
  std::string quick;
  std::size_t next = 0, copied = 0;
  for (std::size_t at = 0; (at = assembled.find("{{", at)) != std::string::npos; at += 2) {
    if ("#/%"sv.find(assembled[at + 2]) != std::string_view::npos) continue;
    const std::size_t end = assembled.find("}}", at);
    const std::string_view marker = std::string_view(assembled).substr(at + 2, end - at - 2);
    // Not what was asked about: better slow than wrong.
    if (next == values.size() || !values[next].starts_with(marker)) return assembled;
    const std::string_view chosen = std::string_view(values[next++]).substr(marker.size());
    for (const Escape& escape : kEscapes)
      if (chosen.starts_with(':') && chosen.substr(1) == escape.slow) {
        quick.append(assembled, copied, end - copied).append(":").append(escape.quick);
        copied = end;
      }
  }
  if (next != values.size()) return assembled;
  return quick.append(assembled, copied);
}

}  // namespace onshelf
