// What a page says of itself in its head: title, description, canonical address, languages, robots, cards.
#pragma once

#include <string>

#include "audit/elements.h"
#include "audit/links.h"

namespace onshelf::audit {

class PageHead {
 public:
  PageHead(const SiteView& site, FileIndex file, Faults& faults, FileNotes& notes)
      : site_(site), file_(file), faults_(faults), notes_(notes) {}

  // For html, title, meta and link, wherever they stand.
  void visit(const Element& element, Links& links);
  // When all elements were seen.
  void finish(Links& links);

 private:
  struct Said {
    std::string text;
    Range where;
    bool is_there = false;
  };

  void visit_html(const Element& element);
  void visit_title(const Element& element);
  void visit_meta(const Element& element, Links& links);
  void visit_link(const Element& element, Links& links);
  void add_alternate(const Element& element, const ElementAttribute& code, Links& links);
  void judge_canonical(Links& links);
  void judge_alternates();

  const SiteView& site_;
  FileIndex file_;
  Faults& faults_;
  FileNotes& notes_;
  Said title_, description_, canonical_, card_address_;
  bool has_html_lang_ = false;
};

}  // namespace onshelf::audit
