// How the findings of a command reach whoever reads them.
#pragma once

#include <cstdio>
#include <string>

#include "commands/options.h"
#include "findings/finding.h"

namespace onshelf {

// Printed once, at the end of a command or when it cannot go on.
class Reporter {
 public:
  // In English until a language is loaded.
  explicit Reporter(const ReportOptions& options) : options_(options) {}

  // From the site's folder and the installed files. False, and findings, when nobody speaks the language asked for.
  bool load_language(const std::string& folder, Findings& findings);

  // Text goes to stderr, coloured when that is a terminal. A document for machines goes to stdout. A line with the number of
  // errors and warnings follows on stderr.
  void print(const Findings& findings) const;
  // Its two halves as text, for a command that tells some findings in another way.
  void print_list(const Findings& findings) const;
  void print_count(const Findings& findings) const;

  // A line of the command's own, in the language of the findings.
  std::string said(const Sentence& sentence) const { return sentence.in(translations_); }
  const Translations& translations() const { return translations_; }
  bool is_text() const { return options_.format == ReportFormat::text; }
  // Where a command's own summary belongs: beside a document for machines it must not stand.
  std::FILE* summary_stream() const { return is_text() ? stdout : stderr; }

 private:
  ReportOptions options_;
  Translations translations_;
};

// The same findings with the inputs of the site in `folder` as seen from where the command runs, for machines that look for
// them. Other files, such as those of the output, are so already.
Findings seen_from_here(const Findings& findings, const std::string& folder);

}  // namespace onshelf
