// A page of the site as it can stand in one file, without the site's other files: styles and pictures are in it, scripts are not, and
// links lead to the published site, beside the file, or nowhere.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace onshelf {

struct SiteFile {
  std::string type;  // "image/png"
  std::string bytes;
};

// texts[0] pieces[0] texts[1] pieces[1] ...: one text more than pieces.
struct StandAlonePage {
  std::vector<std::string> texts;
  std::vector<std::size_t> pieces;  // of the StandAlonePages it was made by
};

// Pages of one site. What several of them have, styles and pictures, is kept once.
class StandAlonePages {
 public:
  // `site_address`: what the path of a link within the site follows, "https://catalog.example". `own`: links to pages that stand in
  // the same file, and lead nowhere here. `file`: of a path within the site, as a page writes it.
  StandAlonePages(std::string site_address, std::set<std::string> own,
                  std::function<std::optional<SiteFile>(const std::string& path)> file);

  StandAlonePage make(const std::string& html);

  // When all pages are made: their pieces; the first is the policy that each begins with.
  std::vector<std::string> pieces() const;
  // The styles in them, as a policy names them.
  std::string style_sources() const;

 private:
  class Reader;

  std::size_t picture(const std::string& path);  // 0: there is none
  std::size_t style(const std::string& path);    // 0: there is none
  std::string inline_urls(std::string_view css, const std::string& path) const;
  std::string data_address(const SiteFile& file) const;

  std::string site_address_;
  std::set<std::string> own_;
  std::function<std::optional<SiteFile>(const std::string&)> file_;
  std::vector<std::string> pieces_;           // by number; 0 is the policy's place
  std::map<std::string, std::size_t> known_;  // path -> number of its piece
  std::set<std::string> styles_;              // sources
};

// The page with its pieces in it.
std::string whole_page(const StandAlonePage& page, const std::vector<std::string>& pieces);

// For <script type="application/json">: {"pieces": [text...], "pages": [[text, number, text...]...]}, with nothing in it that HTML
// understands.
std::string pages_json(const std::vector<std::string>& pieces, const std::vector<StandAlonePage>& pages);

}  // namespace onshelf
