// Texts that must be nowhere in a site, in any dress.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "audit/notes.h"

namespace onshelf::audit {

// The shortest text that can be a marker, in bytes: shorter ones stand everywhere by chance.
constexpr std::size_t kShortestMarker = 4;

// Looked for are: the text itself, in any case of its ASCII letters; the same with percent-encoding, HTML references or JSON
// escapes in it; as hexadecimal digits and in UTF-16; as base64 at each of three alignments, for markers of six bytes or more;
// all of that also in what zlib can unpack: gzip, zip, the chunks of PNG, the streams of PDF.
class Markers {
 public:
  Markers() : Markers(std::vector<std::string>{}) {}
  explicit Markers(const std::vector<std::string>& texts);

  bool empty() const { return patterns_.empty(); }
  void search(std::string_view bytes, Faults& faults) const;
  void search_name(std::string_view path, Faults& faults) const;
  // The text with "***" for every marker in it.
  std::string masked(std::string_view text) const;

 private:
  struct Pattern {
    std::string bytes;       // in lower case
    std::string exact;       // base64, where case counts; otherwise empty
    std::size_t marker = 0;  // from 1
    const char* form = "";
  };
  struct Hit {
    const Pattern* pattern;
    std::size_t at;
  };

  void add(std::string bytes, std::size_t marker, const char* form, bool is_exact = false);
  std::vector<Hit> find(std::string_view bytes) const;
  void search_decoded(std::string_view bytes, std::size_t (*step)(std::string_view, std::size_t, std::string&),
                      const char* form, Faults& faults) const;
  void search_packed(std::string_view bytes, int depth, Range where, Faults& faults) const;

  std::vector<Pattern> patterns_;
  std::vector<bool> begins_;  // by a hash of four bytes: whether a pattern may begin with them
  std::unordered_multimap<std::uint32_t, std::size_t> by_begin_;
};

}  // namespace onshelf::audit
