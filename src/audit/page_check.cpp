#include <algorithm>
#include <unordered_map>

#include "audit/cross_check.h"

namespace onshelf::audit {
namespace {

// "en" speaks for "en-gb", and the other way round.
bool is_same_language(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  return other.starts_with(one) && (one.size() == other.size() || other[one.size()] == '-');
}

// The path without its language: what pages in several languages have in common.
std::string_view without_locale(std::string_view path) {
  const std::string_view folder = locale_folder(path);
  return folder.empty() ? path : path.substr(folder.size() + 1);
}

class PageCheck {
 public:
  PageCheck(const SiteView& site, const AllNotes& notes, AllFaults& all) : site_(site), notes_(notes), all_(all) {}

  void run() {
    bool anyone_has_default = false;
    for (const FileNotes& notes : notes_)
      if (notes.page)
        for (const Alternate& alternate : notes.page->alternates)
          anyone_has_default = anyone_has_default || alternate.code == "x-default";
    for (FileIndex file = 0; file < notes_.size(); ++file) {
      check_fragments(file);
      if (!notes_[file].page) continue;
      const PageFacts& page = *notes_[file].page;
      if (!page.noindex) check_canonical(file, page);
      check_alternates(file, page, anyone_has_default);
      check_title(file, page);
    }
  }

 private:
  const PageFacts* page(FileIndex file) const { return notes_[file].page ? &*notes_[file].page : nullptr; }

  // A page that could not be read has had its finding; nothing is known of what it says.
  bool is_lost(FileIndex file) const { return !notes_[file].page && is_page(site_.path(file)); }

  void check_fragments(FileIndex file) {
    for (const FragmentUse& use : notes_[file].fragments) {
      const PageFacts* target = page(use.page);
      if (target && !std::binary_search(target->ids.begin(), target->ids.end(), hash_of(use.id)))
        all_[file].add(Rule::dead_fragment, use.where, {site_.host_path(use.page), use.id});
    }
  }

  void check_canonical(FileIndex file, const PageFacts& own) {
    if (own.canonical == kNoFile || own.is_canonical) return;
    const PageFacts* target = page(own.canonical);
    const std::string path = site_.host_path(own.canonical);
    Faults& faults = all_[file];
    if (is_lost(own.canonical)) return;
    if (!target)
      faults.add(Rule::canonical_absent, own.canonical_where, {path});
    else if (target->noindex)
      faults.add(Rule::canonical_noindex, own.canonical_where, {path});
    else if (!target->is_canonical)
      faults.add(Rule::canonical_chain, own.canonical_where, {path});
    else if (!own.alternates.empty() || without_locale(site_.path(file)) != without_locale(site_.path(own.canonical)))
      faults.add(Rule::canonical_elsewhere, own.canonical_where, {path});
  }

  void check_alternates(FileIndex file, const PageFacts& own, bool anyone_has_default) {
    Faults& faults = all_[file];
    bool has_default = false;
    for (const Alternate& alternate : own.alternates) {
      const bool is_default = alternate.code == "x-default";
      has_default = has_default || is_default;
      if (alternate.page == kNoFile || is_lost(alternate.page)) continue;
      const PageFacts* other = page(alternate.page);
      const std::string path = site_.host_path(alternate.page);
      if (!other) {
        faults.add(Rule::hreflang_absent, alternate.where, {path});
        continue;
      }
      if (!is_default && !other->lang.empty() && !is_same_language(other->lang, alternate.code))
        faults.add(Rule::hreflang_lang, alternate.where, {path, other->lang});
      if (alternate.page == file) continue;
      if (other->noindex)
        faults.add(Rule::hreflang_noindex, alternate.where, {path});
      else if (!other->is_canonical)
        faults.add(Rule::hreflang_canonical, alternate.where, {path});
      else if (std::none_of(other->alternates.begin(), other->alternates.end(),
                            [&](const Alternate& back) { return back.page == file; }))
        faults.add(Rule::hreflang_one_way, alternate.where, {path});
    }
    if (!own.alternates.empty() && anyone_has_default && !has_default)
      faults.add(Rule::hreflang_default, own.alternates.front().where);
  }

  void check_title(FileIndex file, const PageFacts& own) {
    if (!own.is_indexable() || own.title == 0) return;
    const auto [first, is_new] = titles_.emplace(own.title ^ hash_of(own.lang), file);
    if (!is_new) all_[file].add(Rule::title_twice, own.title_where, {site_.host_path(first->second)});
  }

  const SiteView& site_;
  const AllNotes& notes_;
  AllFaults& all_;
  std::unordered_map<std::uint64_t, FileIndex> titles_;  // by title and language; the first page that has it
};

}  // namespace

void check_pages(const SiteView& site, const AllNotes& notes, AllFaults& faults) {
  PageCheck(site, notes, faults).run();
}

}  // namespace onshelf::audit
