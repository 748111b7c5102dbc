#include "text/file_name.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/normal_form.h"
#include "text/slug.h"
#include "text/utf8.h"

namespace onshelf {
namespace {

constexpr std::size_t kLongestExtension = 8;
constexpr std::size_t kMostMarks = 2;

bool is_ascii_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_joint(char c) { return c == '-' || c == '_' || c == '.'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

bool is_word_character(char32_t c) {
  const auto value = static_cast<UChar32>(c);
  return (U_GET_GC_MASK(value) & (U_GC_L_MASK | U_GC_N_MASK)) != 0 &&
         !u_hasBinaryProperty(value, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

// "report.PDF" -> "pdf"; empty when what follows the last dot is no extension.
std::string extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  if (extension.empty() || extension.size() > kLongestExtension) return {};
  if (!std::all_of(extension.begin(), extension.end(), is_ascii_alphanumeric)) return {};
  std::transform(extension.begin(), extension.end(), extension.begin(), lower);
  return extension;
}

// Words joined by single "-", "_" or "."; nothing else, and no joint at either end.
std::string joined_words(std::string_view name) {
  std::string out;
  char joint = 0;  // waits for the next word
  std::size_t marks = 0;
  bool in_word = false;
  for (auto [at, point] : CodePoints(name)) {
    const bool continues = is_mark(point.value) && in_word;
    marks = continues ? marks + 1 : 0;
    if (continues && marks > kMostMarks) continue;
    if (point.valid && (continues || is_word_character(point.value))) {
      if (joint != 0 && !out.empty()) out.push_back(joint);
      joint = 0;
      append_utf8(out, point.value);
      in_word = true;
      continue;
    }
    in_word = false;
    const char wanted =
        point.value < 0x80 && is_joint(static_cast<char>(point.value)) ? static_cast<char>(point.value) : '-';
    if (joint == 0) joint = wanted;
  }
  return out;
}

// At most `most` bytes, ending with a whole letter and its marks.
std::string cut(const std::string& stem, std::size_t most) {
  if (stem.size() <= most) return stem;
  std::size_t end = 0;
  for (auto [at, point] : CodePoints(stem)) {
    if (at > most) break;
    if (!is_mark(point.value)) end = at;
  }
  while (end > 0 && is_joint(stem[end - 1])) --end;
  return stem.substr(0, end);
}

bool is_device_stem(std::string_view stem) {
  std::string first(stem.substr(0, stem.find('.')));
  std::transform(first.begin(), first.end(), first.begin(), lower);
  return is_device_name(first);
}

}  // namespace

std::string safe_file_name(std::string_view name) {
  const auto folder = name.find_last_of("/\\");
  if (folder != std::string_view::npos) name.remove_prefix(folder + 1);
  const std::string extension = extension_of(name);
  if (!extension.empty()) name.remove_suffix(extension.size() + 1);
  const std::string tail = extension.empty() ? extension : "." + extension;
  std::string stem = joined_words(to_nfc(name));
  if (is_device_stem(stem)) stem = "file-" + stem;
  stem = cut(stem, kLongestFileName - tail.size());
  // Cleaning or cutting may have made an extension.
  if (const std::string made = extension_of(stem); extension.empty() && !made.empty())
    stem.replace(stem.size() - made.size(), made.size(), made);
  if (stem.empty()) stem = "file";
  return stem + tail;
}

}  // namespace onshelf
