// Whether an address may be linked from a page.
#pragma once

#include <string_view>

namespace onshelf {

// http or https with a host and no user name; no blanks, controls, quotes, angle brackets or back-slashes anywhere.
bool is_web_address(std::string_view address);

}  // namespace onshelf
