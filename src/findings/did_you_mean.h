// The nearest known name to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "findings/sentence.h"

namespace onshelf {

// Empty when nothing is near: more than a third of the letters would have to change. Letters are code points; case does not count.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// The hint that asks for `near`; `otherwise` when there is none.
Sentence did_you_mean(const std::string& near, Sentence otherwise);

}  // namespace onshelf
