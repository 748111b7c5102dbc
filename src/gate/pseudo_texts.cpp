// Texts of the pseudo language, made of what its locale falls back to.
#include <algorithm>

#include "gate/gate.h"
#include "text/pseudo.h"

namespace onshelf {
namespace {

class PseudoTexts {
 public:
  PseudoTexts(const Site& site, LocaleIndex pseudo) : site_(site), pseudo_(pseudo) {}

  void add(LocalizedText& text) const {
    add_made(text, [](const std::string& value) { return pseudo_text(value); });
  }
  void add(Localized<std::vector<std::string>>& lists) const {
    add_made(lists, [](std::vector<std::string> words) {
      for (std::string& word : words) word = pseudo_text(word);
      return words;
    });
  }
  // Its words are changed when it is made safe, so that its markup stays what it is.
  void add(Localized<RichText>& text) const {
    add_made(text, [](const RichText& value) { return value; });
  }
  void add(PublicFact& fact) const {
    add(fact.label);
    add(fact.words);
    for (PublicValue& value : fact.values) add(value.label);
  }

 private:
  // Sorted by locale, as all are.
  template <class T, class Make>
  void add_made(Localized<T>& values, Make make) const {
    const auto* from = pick_or_first(values, site_.locales[pseudo_]);
    if (!from || from->first == pseudo_) return;
    const auto after = std::find_if(values.begin(), values.end(), [&](const auto& one) { return one.first > pseudo_; });
    T made = make(from->second);
    values.emplace(after, pseudo_, std::move(made));
  }

  const Site& site_;
  LocaleIndex pseudo_;
};

}  // namespace

void add_pseudo_texts(const Site& site, PublicListing& listing) {
  const auto pseudo = site.pseudo_locale();
  if (!pseudo) return;
  const PseudoTexts texts(site, *pseudo);
  for (LocalizedText* text : {&listing.name, &listing.summary, &listing.seo_title, &listing.seo_description})
    texts.add(*text);
  texts.add(listing.tags);
  if (listing.pricing) texts.add(listing.pricing->text);
  for (PublicFact& fact : listing.facts) texts.add(fact);
  for (PublicLink& link : listing.resources) texts.add(link.name);
  for (auto& section : listing.sections) {
    texts.add(section.label);
    texts.add(section.body);
  }
  for (auto& version : listing.versions) texts.add(version.notes);
}

void add_pseudo_texts(const Site& site, PublicSeller& seller) {
  const auto pseudo = site.pseudo_locale();
  if (!pseudo) return;
  const PseudoTexts texts(site, *pseudo);
  texts.add(seller.name);
  texts.add(seller.summary);
  for (PublicFact& contact : seller.contacts) texts.add(contact);
}

}  // namespace onshelf
