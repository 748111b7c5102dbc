#include "render/stand_alone.h"

#include <algorithm>

#include "render/json_writer.h"
#include "text/ascii.h"
#include "text/base64.h"
#include "text/entities.h"
#include "text/escape.h"
#include "text/secure_hash.h"

namespace onshelf {
namespace {

// What has no address any more looks like text, whatever the theme does with links.
constexpr std::string_view kOwnStyle =
    "\na:not([href]) { cursor: default; text-decoration: none; }\n"
    "details[inert] { opacity: .5; }\n";

struct Attribute {
  std::string name;  // in lower case
  std::optional<std::string> value;
};

struct Tag {
  std::string name;  // in lower case
  std::vector<Attribute> attributes;
  bool is_closed = false;  // "/>"

  const std::string* find(std::string_view attribute) const {
    for (const Attribute& each : attributes)
      if (each.name == attribute && each.value) return &*each.value;
    return nullptr;
  }
  bool has(std::string_view attribute) const {
    return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == attribute; });
  }
  void drop(std::string_view attribute) {
    std::erase_if(attributes, [&](const Attribute& each) { return each.name == attribute; });
  }
  void set(std::string_view attribute, std::string value) {
    drop(attribute);
    attributes.push_back({std::string(attribute), std::move(value)});
  }
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Browsers tell names without case; so does what looks for them here.
bool begins_with(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && lower_ascii(text.substr(0, lower.size())) == lower;
}

// As a tokenizer of HTML reads it; `at` is behind the "<" and comes to stand behind the ">".
Tag read_tag(std::string_view html, std::size_t& at) {
  Tag tag;
  const auto word = [&](std::string_view ends) {
    const std::size_t from = at;
    while (at < html.size() && !is_space(html[at]) && ends.find(html[at]) == std::string_view::npos) ++at;
    return html.substr(from, at - from);
  };
  const auto skip_spaces = [&] {
    while (at < html.size() && is_space(html[at])) ++at;
  };
  tag.name = lower_ascii(word("/>"));
  for (;;) {
    skip_spaces();
    if (at >= html.size()) return tag;
    if (html[at] == '>') return ++at, tag;
    if (html[at] == '/') {
      tag.is_closed = ++at < html.size() && html[at] == '>';
      continue;
    }
    Attribute attribute;
    const std::size_t from = at++;  // (A name may begin with "=".)
    word("/>=");
    attribute.name = lower_ascii(html.substr(from, at - from));
    skip_spaces();
    if (at < html.size() && html[at] == '=') {
      ++at;
      skip_spaces();
      std::string_view value;
      if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
        const std::size_t begin = at + 1, end = std::min(html.find(html[at], begin), html.size());
        value = html.substr(begin, end - begin);
        at = std::min(end + 1, html.size());
      } else {
        value = word(">");
      }
      attribute.value = decode_entities(value);
    }
    if (!tag.has(attribute.name)) tag.attributes.push_back(std::move(attribute));
  }
}

// The largest picture of a srcset of our own, "/a-96.png 1x, /a-192.png 2x": its last.
std::string_view largest_of(std::string_view set) {
  const auto comma = set.rfind(',');
  if (comma != std::string_view::npos) set.remove_prefix(comma + 1);
  while (!set.empty() && is_space(set.front())) set.remove_prefix(1);
  return set.substr(0, set.find(' '));
}

bool is_path(std::string_view address) { return address.starts_with('/') && !address.starts_with("//"); }

bool leads_out(std::string_view address) {
  for (std::string_view scheme : {"https://", "http://", "mailto:", "tel:"})
    if (begins_with(address, scheme)) return true;
  return false;
}

void keep_apart(Tag& tag) {
  const std::string* said = tag.find("rel");
  std::string relation = said ? *said : std::string{};
  for (std::string_view word : {"noopener", "noreferrer"})
    if ((' ' + relation + ' ').find(' ' + std::string(word) + ' ') == std::string::npos)
      relation += (relation.empty() ? "" : " ") + std::string(word);
  tag.set("target", "_blank");
  tag.set("rel", std::move(relation));
}

}  // namespace

// One page, from its begin to its end.
class StandAlonePages::Reader {
 public:
  Reader(StandAlonePages& pages, std::string_view html) : pages_(pages), html_(html) {}

  StandAlonePage read() {
    page_.texts.emplace_back();
    while (at_ < html_.size()) {
      const std::size_t open = std::min(html_.find('<', at_), html_.size());
      text() += html_.substr(at_, open - at_);
      at_ = open;
      if (at_ < html_.size()) read_markup();
    }
    return std::move(page_);
  }

 private:
  std::string& text() { return page_.texts.back(); }
  void put(std::size_t piece) {
    page_.pieces.push_back(piece);
    page_.texts.emplace_back();
  }

  void read_markup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      const auto end = html_.find("-->", at_ + 4);
      at_ = end == std::string_view::npos ? html_.size() : end + 3;
    } else if (rest.size() > 1 && is_letter(rest[1])) {
      ++at_;
      const Tag tag = read_tag(html_, at_);
      take(tag);
    } else {
      // An end tag, the document's type, or a sign that means nothing.
      const std::size_t end = rest.size() > 1 && (rest[1] == '/' || rest[1] == '!') ? html_.find('>', at_) : at_;
      const std::size_t behind = end == std::string_view::npos ? html_.size() : end + 1;
      text() += html_.substr(at_, behind - at_);
      at_ = behind;
    }
  }

  // Up to the end tag of an element whose content is no markup.
  std::string_view raw_content(std::string_view name) {
    const std::size_t from = at_;
    for (at_ = html_.find("</", at_); at_ != std::string_view::npos; at_ = html_.find("</", at_ + 2))
      if (begins_with(html_.substr(at_ + 2), name)) return html_.substr(from, at_ - from);
    at_ = html_.size();
    return html_.substr(from);
  }
  void drop_element(std::string_view name) {
    raw_content(name);
    at_ = std::min(html_.find('>', at_), html_.size() - 1) + 1;
  }

  void take(Tag tag) {
    if (tag.name == "script" || tag.name == "style") return drop_element(tag.name);
    if (tag.name == "base" || tag.name == "source") return;
    if (tag.name == "meta") {
      const std::string* name = tag.find("name");
      if (!tag.has("charset") && !(name && (*name == "viewport" || *name == "color-scheme"))) return;
    }
    if (tag.name == "link") return take_link(tag);
    // What only scripts would follow or do.
    std::erase_if(tag.attributes, [](const Attribute& each) {
      const bool is_data = each.name.starts_with("data-") && each.value && each.value->find('/') != std::string::npos;
      return is_data || each.name.starts_with("on") || each.name == "style" || each.name == "srcdoc";
    });
    if (tag.name == "a" || tag.name == "area") turn_link(tag);
    if (tag.name == "details" && is_menu_of_own()) tag.set("inert", "");
    if (tag.name == "img") return take_picture(tag);
    write(tag);
    if (tag.name == "head") put(0);
    if (tag.name == "title" || tag.name == "textarea") text() += raw_content(tag.name);
  }

  void take_link(const Tag& tag) {
    const std::string *relation = tag.find("rel"), *address = tag.find("href");
    if (!relation || *relation != "stylesheet" || !address) return;
    if (const std::size_t piece = pages_.style(*address)) {
      text() += "<style>";
      put(piece);
      text() += "</style>";
    }
  }

  // Whether all links up to the end tag lead to pages of the same file: a menu of languages, which nothing here can follow.
  bool is_menu_of_own() const {
    const std::size_t end = std::min(html_.find("</details", at_), html_.size());
    bool has_links = false;
    for (std::size_t at = html_.find('<', at_); at < end; at = html_.find('<', at)) {
      const Tag tag = read_tag(html_, ++at);
      const std::string* address = tag.name == "a" ? tag.find("href") : nullptr;
      if (address && !pages_.own_.contains(*address)) return false;
      has_links = has_links || address;
    }
    return has_links;
  }

  void turn_link(Tag& tag) const {
    const std::string* written = tag.find("href");
    if (!written) return;
    const std::string address = *written;
    // (The address of a page in a frame of this kind; the file's own would be what "#" alone stands for.)
    if (address.starts_with('#')) return tag.set("href", "about:srcdoc" + address);
    const bool is_within = is_path(address) && !tag.has("download") && !pages_.own_.contains(address);
    if (is_within) tag.set("href", pages_.site_address_ + address);
    if (is_within || leads_out(address)) return keep_apart(tag);
    for (const char* name : {"href", "rel", "target", "download", "hreflang"}) tag.drop(name);
    tag.set("aria-disabled", "true");
    tag.set("role", "link");
  }

  void take_picture(Tag& tag) {
    std::size_t piece = 0;
    if (const std::string* set = tag.find("srcset")) piece = pages_.picture(std::string(largest_of(*set)));
    if (const std::string* address = tag.find("src"); !piece && address) piece = pages_.picture(*address);
    for (const char* name : {"src", "srcset", "sizes", "loading", "fetchpriority"}) tag.drop(name);
    if (!piece) return write(tag);
    text() += "<img src=\"";
    put(piece);
    text() += '"';
    write_attributes(tag);
  }

  void write(const Tag& tag) {
    text() += '<' + tag.name;
    write_attributes(tag);
  }
  void write_attributes(const Tag& tag) {
    for (const Attribute& each : tag.attributes) {
      text() += ' ' + each.name;
      if (!each.value) continue;
      text() += "=\"";
      append_html_escaped(text(), *each.value);
      text() += '"';
    }
    text() += tag.is_closed ? "/>" : ">";
  }

  StandAlonePages& pages_;
  std::string_view html_;
  std::size_t at_ = 0;
  StandAlonePage page_;
};

StandAlonePages::StandAlonePages(std::string site_address, std::set<std::string> own,
                                 std::function<std::optional<SiteFile>(const std::string&)> file)
    : site_address_(std::move(site_address)), own_(std::move(own)), file_(std::move(file)), pieces_(1) {}

StandAlonePage StandAlonePages::make(const std::string& html) { return Reader(*this, html).read(); }

std::string StandAlonePages::data_address(const SiteFile& file) const {
  return "data:" + file.type + ";base64," + to_base64(file.bytes);
}

std::size_t StandAlonePages::picture(const std::string& path) {
  if (!is_path(path)) return 0;
  const auto [found, is_new] = known_.emplace(path, 0);
  if (!is_new) return found->second;
  const auto file = file_(path);
  if (!file || !file->type.starts_with("image/")) return 0;
  pieces_.push_back(data_address(*file));
  return found->second = pieces_.size() - 1;
}

std::size_t StandAlonePages::style(const std::string& path) {
  if (!is_path(path)) return 0;
  const auto [found, is_new] = known_.emplace(path, 0);
  if (!is_new) return found->second;
  const auto file = file_(path);
  if (!file || !file->type.starts_with("text/css")) return 0;
  std::string css = inline_urls(file->bytes, path);
  css += kOwnStyle;
  std::erase(css, '\r');  // a browser would read another text than the policy knows
  // No sheet ends its element. (In a string of CSS "<\/" is "</"; elsewhere it means nothing.)
  for (std::size_t at = 0; (at = css.find("</", at)) != std::string::npos; at += 3) css.insert(at + 1, "\\");
  styles_.insert(policy_source(css));
  pieces_.push_back(std::move(css));
  return found->second = pieces_.size() - 1;
}

// url(...) of the site's own pictures and fonts; all else is refused by the policy.
std::string StandAlonePages::inline_urls(std::string_view css, const std::string& path) const {
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  std::string out;
  std::size_t at = 0;
  for (std::size_t open; (open = css.find("url(", at)) != std::string_view::npos;) {
    const std::size_t close = css.find(')', open);
    if (close == std::string_view::npos) break;
    std::string address(css.substr(open + 4, close - open - 4));
    std::erase_if(address, [](char c) { return is_space(c) || c == '"' || c == '\''; });
    const auto file = file_(is_path(address) ? address : folder + address);
    out += css.substr(at, open - at);
    out += file ? "url(\"" + data_address(*file) + "\")" : std::string(css.substr(open, close + 1 - open));
    at = close + 1;
  }
  return out += css.substr(at);
}

std::string StandAlonePages::style_sources() const {
  std::string sources;
  for (const std::string& source : styles_) sources += (sources.empty() ? "" : " ") + source;
  return sources;
}

std::vector<std::string> StandAlonePages::pieces() const {
  std::vector<std::string> all = pieces_;
  const std::string sources = style_sources();
  all[0] =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; font-src data:; "
      "style-src " +
      (sources.empty() ? "'none'" : sources) + "; base-uri 'none'; form-action 'none'\">";
  return all;
}

std::string whole_page(const StandAlonePage& page, const std::vector<std::string>& pieces) {
  std::string html = page.texts.front();
  for (std::size_t i = 0; i < page.pieces.size(); ++i) (html += pieces[page.pieces[i]]) += page.texts[i + 1];
  return html;
}

std::string pages_json(const std::vector<std::string>& pieces, const std::vector<StandAlonePage>& pages) {
  ScriptJson json(64 * 1024);
  json.begin_object();
  json.text("pieces");
  json.begin_array();
  for (const std::string& piece : pieces) json.text(piece);
  json.end_array();
  json.text("pages");
  json.begin_array();
  for (const StandAlonePage& page : pages) {
    json.begin_array();
    json.text(page.texts.front());
    for (std::size_t i = 0; i < page.pieces.size(); ++i) {
      json.number(page.pieces[i]);
      json.text(page.texts[i + 1]);
    }
    json.end_array();
  }
  json.end_array();
  json.end_object();
  return json.take();
}

}  // namespace onshelf
