// A string does not become clean HTML by being called so.
// refused: private
#include "model/clean_html.h"

onshelf::CleanHtml body(const std::string& html) {
#ifdef CONTROL
  (void)html;
  return onshelf::CleanHtml();
#else
  return onshelf::CleanHtml(html);
#endif
}
