// Any bytes as a name: of a listing's folder, of a file for download, or on one line of a page.
#include <algorithm>
#include <string>

#include "fuzz.h"
#include "text/file_name.h"
#include "text/normal_form.h"
#include "text/one_line.h"
#include "text/slug.h"
#include "text/utf8.h"
#include "write/output_tree.h"

using namespace onshelf;
using namespace onshelf::fuzz;

namespace {

bool is_id_by_the_book(std::string_view id) {
  bool after_hyphen = true;
  for (const char c : id) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!is_word && (c != '-' || after_hyphen)) return false;
    after_hyphen = !is_word;
  }
  return !after_hyphen && id.size() <= kLongestId;
}

void check_file_name(std::string_view written) {
  const std::string name = safe_file_name(written);
  require(!name.empty() && name.size() <= kLongestFileName && name.front() != '.' && is_valid_utf8(name));
  require(name.find_first_of("/\\:*?\"<>| ") == std::string::npos);
  require(!is_device_name(name.substr(0, name.find('.'))));
  require(safe_file_name(name) == name);
  require(is_output_path("media/sample/" + name));
}

void check_line(std::string_view written) {
  const OneLine line = clean_one_line(written);
  require(is_valid_utf8(line.text) && line.faults.size() <= 20);
  require(std::none_of(line.text.begin(), line.text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }));
  const OneLine again = clean_one_line(line.text);
  require(again.text == line.text && again.faults.empty());
  const std::string comparable = to_comparable(line.text);
  require(to_comparable(comparable) == comparable);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view written = bytes_of(data, size);
  if (is_valid_id(written)) require(is_id_by_the_book(written) && is_output_path(written));
  check_file_name(written);
  check_line(written);
  return 0;
}
