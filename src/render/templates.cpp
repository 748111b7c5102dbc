#include "render/templates.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <stdexcept>
#include <tuple>

#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_modifiers.h>

#include "render/markers.h"
#include "render/quick_escapes.h"
#include "render/render.h"
#include "render/template_source.h"

namespace onshelf {
namespace {

// Put before every page; templates cannot say otherwise, because "{{%" is no marker they may use.
constexpr std::string_view kEscapeAlways = "{{%AUTOESCAPE context=\"HTML\"}}";

// Values that are whole already. Each is named loudly in the template, and template_source.cpp lets it stand there for
// the one kind of marker that was made for it.
class WriteAsItIs : public ctemplate::TemplateModifier {
  void Modify(const char* in, std::size_t size, const ctemplate::PerExpandData*, ctemplate::ExpandEmitter* out,
              const std::string&) const override {
    out->Emit(in, size);
  }
};

// Links of contacts: ctemplate itself refuses tel: and mailto:. Any other scheme leaves no link.
class WriteContactLink : public ctemplate::TemplateModifier {
  void Modify(const char* in, std::size_t size, const ctemplate::PerExpandData* data, ctemplate::ExpandEmitter* out,
              const std::string& argument) const override {
    const std::string_view link(in, size);
    for (std::string_view scheme : {"mailto:", "tel:", "https://", "http://"})
      if (link.starts_with(scheme)) return ctemplate::html_escape.Modify(in, size, data, out, argument);
    out->Emit("#", 1);
  }
};

// What a browser reads back from a double-quoted attribute is the page itself, to the byte.
class WriteWholePage : public ctemplate::TemplateModifier {
  void Modify(const char* in, std::size_t size, const ctemplate::PerExpandData*, ctemplate::ExpandEmitter* out,
              const std::string&) const override {
    std::size_t written = 0;
    for (std::size_t i = 0; i < size; ++i) {
      if (in[i] != '&' && in[i] != '"') continue;
      out->Emit(in + written, i - written);
      out->Emit(std::string(in[i] == '&' ? "&amp;" : "&quot;"));
      written = i + 1;
    }
    out->Emit(in + written, size - written);
  }
};

void register_modifiers() {
  static std::once_flag once;
  std::call_once(once, [] {
    static const WriteAsItIs as_it_is;
    static const WriteContactLink contact_link;
    static const WriteWholePage whole_page;
    const auto add = [](MarkerKind kind, const ctemplate::TemplateModifier* modifier) {
      ctemplate::AddXssSafeModifier(std::string(modifier_of(kind)).c_str(), modifier);
    };
    add(MarkerKind::clean_html, &as_it_is);
    add(MarkerKind::escaped_json, &as_it_is);
    add(MarkerKind::picture_set, &ctemplate::html_escape);
    add(MarkerKind::contact_link, &contact_link);
    register_quick_escapes();
    ctemplate::AddXssSafeModifier("x-whole-page", &whole_page);
    ctemplate::AddXssSafeModifier("x-own-style", &as_it_is);
    ctemplate::AddXssSafeModifier("x-own-script", &as_it_is);
  });
}

std::string_view text_of(const ctemplate::TemplateString& name) { return {name.data(), name.size()}; }

// Shows a View to ctemplate. Sections inherit the values around them.
class Dictionary : public ctemplate::TemplateDictionaryInterface {
 public:
  explicit Dictionary(const View* view) : view_(view) {}
  void look_at(const View* view) {
    view_ = view;
    asked_ = nullptr;
  }

 protected:
  ctemplate::TemplateString GetValue(const ctemplate::TemplateString& name) const override {
    const std::string_view value = view_->find(text_of(name));
    return {value.data() ? value.data() : "", value.size()};
  }

  bool IsHiddenSection(const ctemplate::TemplateString& name) const override {
    bool is_shown = false;
    first_ = view_->first_of(text_of(name), is_shown);
    asked_ = name.data();
    return !is_shown;
  }
  bool IsUnhiddenSection(const ctemplate::TemplateString& name) const override { return !IsHiddenSection(name); }

  Iterator* CreateSectionIterator(const ctemplate::TemplateString& name) const override;

  // Parts were put in before compiling.
  bool IsHiddenTemplate(const ctemplate::TemplateString&) const override { return true; }
  const char* GetIncludeTemplateName(const ctemplate::TemplateString&, int) const override { return ""; }
  Iterator* CreateTemplateIterator(const ctemplate::TemplateString&) const override;
  void DumpToString(std::string*, int) const override {}

 private:
  class Entries;
  const View* view_;
  // A section's entries are asked for right after whether it is shown.
  mutable const char* asked_ = nullptr;  // the name, where it stands in the template
  mutable const View* first_ = nullptr;
};

class Dictionary::Entries : public ctemplate::TemplateDictionaryInterface::Iterator {
 public:
  explicit Entries(const View* first) : next_(first), current_(first) {}
  bool HasNext() const override { return next_ != nullptr; }
  const ctemplate::TemplateDictionaryInterface& Next() override {
    current_.look_at(next_);
    next_ = next_->next();
    return current_;
  }

  // ctemplate makes and drops one for each section that is shown, some within others: their memory is taken again.
  static void* operator new(std::size_t size) { return spare().take(size); }
  static void operator delete(void* memory) { spare().keep(memory); }

 private:
  struct Spare {
    std::vector<void*> pieces;
    ~Spare() {
      for (void* piece : pieces) ::operator delete(piece);
    }
    void* take(std::size_t size) {
      if (pieces.empty()) return ::operator new(size);
      void* piece = pieces.back();
      pieces.pop_back();
      return piece;
    }
    void keep(void* piece) { pieces.push_back(piece); }
  };
  static Spare& spare() {
    static thread_local Spare pieces;
    return pieces;
  }

  const View* next_;
  Dictionary current_;
};

ctemplate::TemplateDictionaryInterface::Iterator* Dictionary::CreateSectionIterator(
    const ctemplate::TemplateString& name) const {
  bool is_shown = false;
  return new Entries(asked_ == name.data() ? first_ : view_->first_of(text_of(name), is_shown));
}

ctemplate::TemplateDictionaryInterface::Iterator* Dictionary::CreateTemplateIterator(
    const ctemplate::TemplateString&) const {
  return new Entries(nullptr);
}

std::string key_of(std::string_view page, LocaleIndex locale) {
  return std::string(page) + '|' + std::to_string(locale);
}

}  // namespace

struct Templates::Compiled {
  ctemplate::TemplateCache cache;
};

Templates::Templates() : compiled_(std::make_unique<Compiled>()) {}
Templates::~Templates() = default;

std::string Templates::expand(std::string_view page, LocaleIndex locale, const PageData& data) const {
  std::string out;
  out.reserve(24 * 1024);
  const Dictionary dictionary(&data.root());
  if (!compiled_->cache.ExpandNoLoad(key_of(page, locale), ctemplate::STRIP_WHITESPACE, &dictionary, nullptr, &out))
    throw std::logic_error("no compiled template " + std::string(page));
  return out;
}

std::string expand_own(std::string_view text, const PageData& data) {
  register_modifiers();
  const std::string key = "own", whole = std::string(kEscapeAlways) + std::string(text);
  ctemplate::TemplateCache cache;
  const bool is_compiled = cache.StringToTemplateCache(key, whole, ctemplate::STRIP_WHITESPACE);
  cache.Freeze();
  std::string out;
  const Dictionary dictionary(&data.root());
  if (!is_compiled || !cache.ExpandNoLoad(key, ctemplate::STRIP_WHITESPACE, &dictionary, nullptr, &out))
    throw std::runtime_error("a template of the program's own cannot be compiled");
  return out;
}

std::shared_ptr<const Templates> compile_templates(const Site& site, const Words& words, Findings& findings) {
  register_modifiers();
  const std::shared_ptr<Templates> templates(new Templates);
  std::vector<Finding> faults;
  for (LocaleIndex locale = 0; locale < site.locales.size(); ++locale)
    for (std::string_view page : kPageTemplates) {
      const std::size_t before = faults.size();
      const std::string text = std::string(kEscapeAlways) + assemble_template(site, words, page, locale, faults);
      if (faults.size() != before) continue;
      const std::optional<std::string> quick = with_quick_escapes(text);
      if (!quick ||
          !templates->compiled_->cache.StringToTemplateCache(key_of(page, locale), *quick, ctemplate::STRIP_WHITESPACE))
        faults.push_back(
            template_fault(site, std::string(page) + ".html", {}, "the markup around a marker is not understood", ""));
    }
  if (!faults.empty()) {
    // A part is read once for each page and language that has it.
    std::set<std::tuple<std::string, std::uint32_t, std::uint32_t, std::string>> seen;
    std::erase_if(faults, [&](const Finding& one) {
      return !seen.emplace(one.where.file, one.where.line, one.where.column, one.message.english()).second;
    });
    findings.add_all(std::move(faults));
    return nullptr;
  }
  templates->compiled_->cache.Freeze();
  return templates;
}

}  // namespace onshelf
