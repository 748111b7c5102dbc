#include "audit/page.h"

#include <algorithm>
#include <unordered_set>

#include "audit/elements.h"
#include "audit/links.h"
#include "audit/page_head.h"
#include "audit/structured_data.h"
#include "text/ascii.h"

namespace onshelf::audit {
namespace {

constexpr std::size_t kDeepest = 512;

using Attributes = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view name, Attributes names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

PageForm visit_page(std::string_view bytes, const VisitElement& visit) {
  if (const auto form = visit_plain_page(bytes, visit)) return *form;
  return visit_any_page(bytes, visit);
}

class PageReader {
 public:
  PageReader(const SiteView& site, FileIndex file, Faults& faults, FileNotes& notes)
      : site_(site),
        file_(file),
        faults_(faults),
        notes_(notes),
        links_(site, file, faults, notes),
        head_(site, file, faults, notes) {}

  void read(std::string_view bytes) {
    notes_.page.emplace();
    const PageForm form = visit_page(bytes, [this](const Element& element) { visit(element); });
    if (!form.has_doctype) faults_.add(Rule::doctype, {});
    if (form.depth > kDeepest) faults_.add(Rule::too_deep, {}, {std::to_string(form.depth)});
    if (headings_ != 1) faults_.add(Rule::h1, {}, {std::to_string(headings_)});
    PageFacts& page = *notes_.page;
    std::sort(page.ids.begin(), page.ids.end());
    head_.finish(links_);
    settle_own_fragments();
  }

 private:
  void visit(const Element& element) {
    for (const ElementAttribute& attribute : element.attributes) {
      if (attribute.name.size() > 2 && attribute.name.starts_with("on"))
        faults_.add(Rule::event_handler, attribute.where);
      else if (attribute.name == "style")
        faults_.add(Rule::inline_style, attribute.where);
      else if (attribute.name == "srcdoc")
        faults_.add(Rule::inline_script, attribute.where);
      else if (attribute.name == "id")
        add_id(attribute);
    }
    const std::string_view name = element.name;
    if (name == "h1") ++headings_;
    if (name == "script") return read_script(element);
    if (name == "style") return faults_.add(Rule::inline_style, element.where);
    if (name == "base") return faults_.add(Rule::base_element, element.where);
    if (is_one_of(name, {"html", "title", "meta", "link"})) return head_.visit(element, links_);
    follow_addresses(element);
  }

  void add_id(const ElementAttribute& id) {
    const std::uint64_t hash = hash_of(id.value);
    if (!ids_.insert(hash).second) return faults_.add(Rule::id_twice, id.where);
    notes_.page->ids.push_back(hash);
  }

  void read_script(const Element& script) {
    const std::string type = lower_ascii(script.value("type"));
    if (const ElementAttribute* source = script.find("src")) {
      links_.follow(source->value, source->where, LinkUse::load);
    } else if (type == "application/ld+json") {
      read_structured_data(script.text, script.text_where, faults_, links_);
    } else if (type.empty() || type == "module" || type == "importmap" || type == "speculationrules" ||
               type.find("javascript") != std::string::npos || type.find("ecmascript") != std::string::npos) {
      faults_.add(Rule::inline_script, script.where);
    }
  }

  void follow_addresses(const Element& element) {
    const bool is_anchor = is_one_of(element.name, {"a", "area"});
    for (const ElementAttribute& attribute : element.attributes) {
      const std::string_view name = attribute.name;
      if (name == "href" || name == "xlink:href") {
        const Target target =
            links_.follow(attribute.value, attribute.where, is_anchor ? LinkUse::visit : LinkUse::load);
        if (is_anchor && target.lead == Lead::other_host) check_window(element, attribute.where);
      } else if (is_one_of(name, {"src", "poster", "data", "background"})) {
        if (name != "data" || element.name == "object") links_.follow(attribute.value, attribute.where, LinkUse::load);
      } else if (is_one_of(name, {"action", "formaction", "ping"})) {
        links_.follow(attribute.value, attribute.where, LinkUse::visit);
      } else if (name == "srcset") {
        links_.follow_set(attribute.value, attribute.where);
      }
    }
  }

  void check_window(const Element& anchor, Range where) {
    if (lower_ascii(anchor.value("target")) != "_blank") return;
    const std::string rel = " " + lower_ascii(anchor.value("rel")) + " ";
    if (rel.find(" noopener ") == std::string::npos && rel.find(" noreferrer ") == std::string::npos)
      faults_.add(Rule::no_opener, where);
  }

  // Links to the page's own ids need nobody else.
  void settle_own_fragments() {
    std::erase_if(notes_.fragments, [this](const FragmentUse& use) {
      if (use.page != file_) return false;
      if (!ids_.contains(hash_of(use.id)))
        faults_.add(Rule::dead_fragment, use.where, {site_.host_path(file_), use.id});
      return true;
    });
  }

  const SiteView& site_;
  FileIndex file_;
  Faults& faults_;
  FileNotes& notes_;
  Links links_;
  PageHead head_;
  std::size_t headings_ = 0;
  std::unordered_set<std::uint64_t> ids_;
};

}  // namespace

void read_page(const SiteView& site, FileIndex file, std::string_view bytes, Faults& faults, FileNotes& notes) {
  if (bytes.size() > kLargestPage)
    return faults.add(Rule::too_large, {}, {std::to_string(bytes.size()), std::to_string(kLargestPage)});
  PageReader(site, file, faults, notes).read(bytes);
}

std::string canonical_of(std::string_view bytes) {
  std::string canonical;
  if (bytes.size() > kLargestPage) return canonical;
  visit_page(bytes, [&](const Element& element) {
    if (element.name == "link" && lower_ascii(element.value("rel")) == "canonical") canonical = element.value("href");
  });
  return canonical;
}

}  // namespace onshelf::audit
