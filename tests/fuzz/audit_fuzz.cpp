// Any bytes as each kind of file that an audit reads. The first byte chooses the kind. Places lie inside the file.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "audit/data_file.h"
#include "audit/page.h"
#include "audit/style_sheet.h"
#include "audit/xml_file.h"

namespace {

using namespace onshelf::audit;

void require(bool holds) {
  if (!holds) std::abort();
}

const SiteView& small_site() {
  static const SiteView site({{"en/index.html", 1}, {"index.html", 1}, {"media/a-1.png", 1}},
                             {"https", "shop.example", "/"}, read_robots(""), {}, {}, Markers({"tree house"}));
  return site;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const SiteView& site = small_site();
  Faults faults;
  FileNotes notes;
  Links links(site, 0, faults, notes);
  switch (data[0] % 7) {
    case 0:
      read_page(site, 0, bytes, faults, notes);
      break;
    case 1:
      read_xml(site, 0, bytes, faults, notes);
      break;
    case 2:
      read_style_sheet(bytes, links);
      break;
    case 3:
      read_json_file(bytes, faults, links);
      break;
    case 4:
      read_script(bytes, links);
      break;
    case 5:
      site.markers().search(bytes, faults);
      break;
    default:
      read_robots(bytes);
      read_headers(bytes);
      read_redirects(bytes);
      break;
  }
  for (const Fault& fault : faults.take())
    require(fault.where.begin <= fault.where.end && fault.where.end <= bytes.size());
  return 0;
}
