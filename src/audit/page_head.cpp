#include "audit/page_head.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/language.h"

namespace onshelf::audit {
namespace {

bool has_word(std::string_view list, std::string_view word) {
  const std::string padded = " " + lower_ascii(list) + " ";
  const std::size_t at = padded.find(word);
  return at != std::string::npos && at > 0 && padded[at - 1] == ' ' && padded[at + word.size()] == ' ';
}

bool is_empty(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

// Pictures and films that cards of other sites show.
bool is_card_file(std::string_view property) {
  for (const std::string_view name :
       {"og:image", "og:image:url", "og:image:secure_url", "og:video", "og:audio", "twitter:image"})
    if (property == name) return true;
  return false;
}

}  // namespace

void PageHead::visit(const Element& element, Links& links) {
  if (element.name == "html") return visit_html(element);
  if (element.name == "title") return visit_title(element);
  if (element.name == "meta") return visit_meta(element, links);
  visit_link(element, links);
}

void PageHead::visit_html(const Element& element) {
  const ElementAttribute* lang = element.find("lang");
  if (!lang || is_empty(lang->value)) return;
  has_html_lang_ = true;
  notes_.page->lang = lower_ascii(lang->value);
  const std::string_view folder = locale_folder(site_.path(file_));
  if (!folder.empty() && notes_.page->lang != lower_ascii(folder))
    faults_.add(Rule::lang_other, lang->where, {std::string(lang->value), std::string(folder)});
}

void PageHead::visit_title(const Element& element) {
  if (!element.in_head || title_.is_there) return;  // svg has titles too
  title_ = {std::string(element.text), element.text_where, !is_empty(element.text)};
}

void PageHead::visit_meta(const Element& element, Links& links) {
  const ElementAttribute* content = element.find("content");
  if (!content) return;
  const std::string name = lower_ascii(element.value("name")), property = lower_ascii(element.value("property"));
  if (name == "description") {
    description_ = {std::string(content->value), content->where, !is_empty(content->value)};
  } else if (name == "robots" || name == "googlebot") {
    if (!element.in_head) return faults_.add(Rule::not_in_head, element.where);
    if (says_noindex(content->value)) notes_.page->noindex = true;
  } else if (property == "og:url") {
    card_address_ = {std::string(content->value), content->where, true};
    links.follow(content->value, content->where, LinkUse::name);
  } else if (is_card_file(property.empty() ? name : property)) {
    const Target target = links.follow(content->value, content->where, LinkUse::name);
    if (!target.is_whole) faults_.add(Rule::card_relative, content->where);
  } else if (lower_ascii(element.value("http-equiv")) == "refresh") {
    const std::size_t at = lower_ascii(content->value).find("url=");
    if (at != std::string::npos) links.follow(content->value.substr(at + 4), content->where, LinkUse::visit);
  }
}

void PageHead::visit_link(const Element& element, Links& links) {
  const ElementAttribute* href = element.find("href");
  if (!href) return;
  const std::string_view rel = element.value("rel");
  const ElementAttribute* code = element.find("hreflang");
  if (has_word(rel, "canonical")) {
    if (!element.in_head) return faults_.add(Rule::not_in_head, element.where);
    if (canonical_.is_there) return faults_.add(Rule::canonical_several, href->where);
    canonical_ = {std::string(href->value), href->where, true};
  } else if (has_word(rel, "alternate") && code) {
    if (!element.in_head) return faults_.add(Rule::not_in_head, element.where);
    add_alternate(element, *code, links);
  } else {
    bool is_loaded = false;
    for (const std::string_view kind : {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload",
                                        "modulepreload", "prefetch", "manifest", "preconnect", "dns-prefetch"})
      is_loaded = is_loaded || has_word(rel, kind);
    links.follow(href->value, href->where, is_loaded ? LinkUse::load : LinkUse::visit);
  }
}

void PageHead::add_alternate(const Element& element, const ElementAttribute& code, Links& links) {
  const ElementAttribute& href = *element.find("href");
  Alternate alternate{lower_ascii(code.value), kNoFile, href.where};
  if (alternate.code != "x-default" && !is_search_language(alternate.code))
    return faults_.add(Rule::hreflang_code, code.where);
  for (const Alternate& other : notes_.page->alternates)
    if (other.code == alternate.code) return faults_.add(Rule::hreflang_twice, code.where);
  const Target target = site_.resolve(href.value, file_);
  if (!target.is_whole) faults_.add(Rule::hreflang_relative, href.where);
  if (target.lead == Lead::other_host) return;  // allowed, and not ours to judge
  if (target.lead == Lead::file) {
    links.follow(href.value, href.where, LinkUse::name);
    alternate.page = target.file;
  } else {
    faults_.add(Rule::hreflang_absent, href.where, {target.path});
  }
  notes_.page->alternates.push_back(std::move(alternate));
}

void PageHead::judge_canonical(Links& links) {
  PageFacts& page = *notes_.page;
  page.canonical_where = canonical_.where;
  const std::string own = address_of(site_.base(), site_.path(file_));
  if (!canonical_.is_there) {
    if (!page.noindex) faults_.add(Rule::canonical_missing, {}, {own});
    return;
  }
  const Target target = site_.resolve(canonical_.text, file_);
  if (!target.is_whole) faults_.add(Rule::canonical_relative, canonical_.where);
  if (target.has_fragment) faults_.add(Rule::canonical_fragment, canonical_.where);
  if (target.lead == Lead::other_host) return faults_.add(Rule::canonical_foreign, canonical_.where);
  if (target.lead != Lead::file) return faults_.add(Rule::canonical_absent, canonical_.where, {target.path});
  links.follow(canonical_.text, canonical_.where, LinkUse::name);
  if (target.is_whole && !target.is_exact)
    faults_.add(Rule::canonical_form, canonical_.where, {address_of(site_.base(), site_.path(target.file))});
  page.canonical = target.file;
  page.is_canonical = target.file == file_;
}

void PageHead::judge_alternates() {
  const PageFacts& page = *notes_.page;
  if (page.alternates.empty()) return;
  for (const Alternate& alternate : page.alternates)
    if (alternate.page == file_) return;
  faults_.add(Rule::hreflang_self, page.alternates.front().where);
}

void PageHead::finish(Links& links) {
  PageFacts& page = *notes_.page;
  if (is_noindex_by_header(site_.headers(), site_.host_path(file_))) page.noindex = true;
  if (!has_html_lang_) faults_.add(Rule::lang_missing, {});
  if (!title_.is_there)
    faults_.add(Rule::no_title, title_.where);
  else
    page.title = hash_of(title_.text);
  page.title_where = title_.where;
  if (!page.noindex && !description_.is_there) faults_.add(Rule::no_description, description_.where);
  judge_canonical(links);
  judge_alternates();
  if (card_address_.is_there && card_address_.text != canonical_.text) faults_.add(Rule::og_url, card_address_.where);
  const bool blocked = !site_.robots().allows(site_.host_path(file_));
  if (page.noindex && blocked) faults_.add(Rule::noindex_blocked, {});
  if (is_unlisted(site_.path(file_)) && !page.noindex) faults_.add(Rule::unlisted_indexable, {});
}

}  // namespace onshelf::audit
