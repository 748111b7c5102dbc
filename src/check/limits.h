// Third part of the check: every limit that the platform file states, for every field, and its advice.
//
// Which limits there are is read from the platform file alone; one file of this folder judges each family of them
// (limit_case.h). Rich texts are counted by what a reader sees of them, with text/visible_text.h: a linear scanner over the
// Markdown, not the renderer, which is another stage's.
#pragma once

#include "check/check.h"
#include "model/file_reader.h"

namespace onshelf {

// `disk` is asked for pictures and attachments, their leading bytes and their size only. A broken limit of severity error
// leaves the listing out; advice never does, and is not asked for without `advice`: all that it finds is_for_sellers_only().
// Values that have no readable form were reported by check_fields and are passed over here.
void check_limits(const Record& record, const CheckBook& book, const CheckedRecord& checked, const FileReader& disk,
                  bool advice, Findings& findings);

// What somebody who prepares a submission should hear, and somebody who builds a catalog need not hear each time: advice,
// fields that only the platform's form asks for, and pictures of other pixels than the file to upload, which the build
// makes by itself.
bool is_for_sellers_only(const Finding& finding);

}  // namespace onshelf
