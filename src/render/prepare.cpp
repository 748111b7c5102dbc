#include "render/prepare.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <map>

#include "findings/source_text.h"
#include "render/clean_html.h"
#include "render/download_kind.h"
#include "render/icon/icon.h"
#include "render/icon/text_picture.h"
#include "render/markdown.h"
#include "render/markdown_limits.h"
#include "text/normal_form.h"

namespace onshelf {
namespace {

constexpr std::uint64_t kMostPixels = 32'000'000;  // of a listing's pictures together, those of 16 bits a channel twice

// Of a line of the text, from 1, without the blanks around it.
ByteRange words_of_line(std::string_view text, std::size_t number) {
  std::size_t begin = 0;
  for (; number > 1 && begin < text.size(); --number) begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
  const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {begin, begin};
  return {begin + first, begin + line.find_last_not_of(" \t\r") + 1};
}

// A refused text withholds its listing; of others something was left out.
void report_text(const TextFault& fault, bool refused, const std::string& key, const RichText& text,
                 const std::string& listing, Findings& findings) {
  Finding finding{refused ? FindingSeverity::error : FindingSeverity::warning,
                  fault.rule,
                  Place{text.file, 0, 0, {}, 0, 0},
                  listing,
                  {"\"{field}\", line {line}: {fault}",
                   {{"field", key}, {"line", std::to_string(fault.line)}, {"fault", fault.message}}},
                  refused ? "simplify the text" : "it is left out of what is published; remove it from the text"};
  if (text.is_file) {
    finding.where = SourceText(text.file, text.source).place(words_of_line(text.source, fault.line));
    finding.message = {"\"{field}\": {fault}", {{"field", key}, {"fault", fault.message}}};
  }
  finding.about.field = key;
  findings.add(std::move(finding));
}

class Preparation {
 public:
  Preparation(PrepareInput& input, Findings& findings) : input_(input), findings_(findings) {
    markdown_.own_files = html_.own_files = {[this](std::string_view name) { return file_address(name); },
                                             [this](std::string_view name) { return picture(name); }};
  }

  std::optional<PreparedFiles> run() {
    static_cast<PublicFacts&>(result_.listing) = static_cast<PublicFacts&&>(input_.listing);
    add_downloads();
    if (input_.icon)
      if (const auto header = read_picture_header(input_.icon->bytes); std::holds_alternative<PictureHeader>(header))
        pixels_ = std::get<PictureHeader>(header).cost();
    for (auto& section : input_.listing.sections) {
      Localized<CleanHtml> body = safe(section.body, section.key);
      result_.listing.sections.push_back({std::move(section.key), std::move(section.label), std::move(body)});
    }
    for (auto& version : input_.listing.versions) {
      Localized<CleanHtml> notes = safe(version.notes, "versions");
      result_.listing.versions.push_back({std::move(version.number), std::move(version.date), std::move(notes)});
    }
    if (input_.icon) add_icons();
    if (!ok_) return std::nullopt;
    return std::move(result_);
  }

 private:
  // A download's address is its content: a changed file has a new one, and no cache serves the old.
  void add_downloads() {
    for (std::size_t i = 0; i < input_.downloads.size(); ++i) {
      PublicDownload& download = result_.listing.downloads[i];
      std::string& bytes = input_.downloads[i].bytes;
      if (const std::string fault = fault_of_download(download.file_name, bytes); !fault.empty()) {
        ok_ = false;
        add(FindingSeverity::error, "download-kind", input_.folder + '/' + input_.downloads[i].name,
            {"{file} {fault}", {{"file", input_.downloads[i].name}, {"fault", fault}}},
            "PDF, Word, PowerPoint, ZIP and RAR files may be downloaded");
        continue;
      }
      const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
      download.bytes = bytes.size();
      download.path = fmt::format("{:016x}/{}", hash.high64, download.file_name);
      // The same bytes under names that some file systems take for equal are one file.
      const auto there = std::find_if(result_.media.begin(), result_.media.end(), [&](const auto& file) {
        return to_comparable(file.name) == to_comparable(download.path);
      });
      if (there == result_.media.end())
        result_.media.push_back({download.path, std::move(bytes)});
      else
        download.path = there->name;
    }
  }

  Localized<CleanHtml> safe(const Localized<RichText>& body, const std::string& key) {
    Localized<CleanHtml> clean;
    for (const auto& [locale, text] : body) {
      const bool is_pseudo = locale == input_.pseudo;
      markdown_.is_pseudo = html_.is_pseudo = is_pseudo;
      CleanText rendered =
          text.markup == Markup::html ? clean_html(text.source, html_) : render_markdown(text.source, markdown_);
      // (Its faults are those of the text it is made of, or that it is longer.)
      if (is_pseudo) rendered.faults.clear();
      if (rendered.refused && !is_pseudo) ok_ = false;
      const TextFault* before = nullptr;
      for (const TextFault& fault : rendered.faults) {
        // (An element's begin and its end are one fault to whoever mends the line.)
        if (!before || before->rule != fault.rule || before->line != fault.line)
          report_text(fault, rendered.refused, key, text, result_.listing.id, findings_);
        before = &fault;
      }
      if (!rendered.html.empty()) clean.emplace_back(locale, std::move(rendered.html));
    }
    return clean;
  }

  // What links may lead to: a download, or a picture in full.
  std::optional<std::string> file_address(std::string_view name) {
    for (std::size_t i = 0; i < input_.downloads.size(); ++i)
      if (input_.downloads[i].name == name) return input_.media_href + result_.listing.downloads[i].path;
    const auto shown = picture(name);
    return shown ? std::optional(shown->url) : std::nullopt;
  }

  // Made when a text first asks for it. Its address is its content, as a download's is.
  std::optional<PublishedPicture> picture(std::string_view name) {
    if (const auto known = pictures_.find(name); known != pictures_.end()) return known->second;
    const auto source = std::find_if(input_.pictures.begin(), input_.pictures.end(),
                                     [&](const SourceFile& file) { return file.name == name; });
    if (source == input_.pictures.end()) return std::nullopt;
    std::optional<PublishedPicture> published;
    auto made = within_budget(source->bytes);
    if (const auto* fault = std::get_if<PictureFault>(&made)) {
      // The text is whole without it, and says so where it stands.
      picture_fault(FindingSeverity::warning, *fault, source->name);
    } else {
      auto& file = std::get<TextPicture>(made);
      const XXH128_hash_t hash = XXH3_128bits(file.bytes.data(), file.bytes.size());
      const std::string path = fmt::format("{:016x}.{}", hash.high64, file.extension);
      published = PublishedPicture{input_.media_href + path, file.width, file.height};
      const bool is_there = std::any_of(result_.media.begin(), result_.media.end(),
                                        [&](const MediaFile& media) { return media.name == path; });
      if (!is_there) result_.media.push_back({path, std::move(file.bytes)});
    }
    return pictures_.emplace(name, std::move(published)).first->second;
  }

  // What a listing's pictures take is known by their pixels, before any of them is decoded.
  std::variant<TextPicture, PictureFault> within_budget(std::string_view bytes) {
    auto header = read_picture_header(bytes);
    if (auto* fault = std::get_if<PictureFault>(&header)) return std::move(*fault);
    if (pixels_ + std::get<PictureHeader>(header).cost() > kMostPixels)
      return PictureFault{"picture-count",
                          "is left out: with it the listing's pictures have more than 32 million pixels, those of 16 "
                          "bits a channel counted twice",
                          "make the pictures smaller: a page shows them 1600 pixels wide at most"};
    pixels_ += std::get<PictureHeader>(header).cost();
    return make_text_picture(bytes, input_.begin_step);
  }

  void add_icons() {
    input_.begin_step();
    const auto decoded = decode_picture(input_.icon->bytes);
    if (const auto* fault = std::get_if<PictureFault>(&decoded)) {
      ok_ = false;
      picture_fault(FindingSeverity::error, *fault, input_.icon->name);
      return;
    }
    IconScaler scaler(std::get<Pixels>(decoded));
    for (std::uint16_t side : input_.icon_sizes) {
      IconSpec spec;
      spec.width = spec.height = side;
      spec.formats = {"png"};
      add_icon(scaler, spec, fmt::format("icon-{}", side), false);
    }
    if (!input_.platform_picture || input_.platform_picture->width == 0) return;
    const PictureSpec& wanted = *input_.platform_picture;
    IconSpec spec;
    spec.width = wanted.width;
    spec.height = wanted.height;
    spec.formats = wanted.formats;
    spec.max_bytes = wanted.max_bytes;
    spec.dpi = wanted.dpi;
    add_icon(scaler, spec, fmt::format("{}-{}x{}", result_.listing.platform, wanted.width, wanted.height), true);
  }

  // A display size that cannot be made withholds the listing; a platform's size that cannot be met is for the seller to mend.
  void add_icon(IconScaler& scaler, const IconSpec& spec, const std::string& name, bool for_platform) {
    input_.begin_step();
    auto made = scaler.make(spec);
    if (const auto* fault = std::get_if<PictureFault>(&made)) {
      if (!for_platform) ok_ = false;
      picture_fault(for_platform ? FindingSeverity::warning : FindingSeverity::error, *fault, input_.icon->name);
      return;
    }
    auto& file = std::get<IconFile>(made);
    result_.listing.icons.push_back({name + '.' + file.extension, spec.width, spec.height, for_platform});
    result_.media.push_back({name + '.' + file.extension, std::move(file.bytes)});
  }

  void picture_fault(FindingSeverity severity, const PictureFault& fault, const std::string& file) {
    add(severity, fault.rule, input_.folder + '/' + file,
        {"{file} {fault}", {{"file", file}, {"fault", fault.message}}}, fault.hint);
  }

  void add(FindingSeverity severity, const std::string& rule, const std::string& file, Sentence message,
           Sentence hint) {
    findings_.add(
        {severity, rule, Place{file, 0, 0, {}, 0, 0}, result_.listing.id, std::move(message), std::move(hint)});
  }

  PrepareInput& input_;
  Findings& findings_;
  PreparedFiles result_;
  MarkdownOptions markdown_;
  HtmlOptions html_;
  std::map<std::string, std::optional<PublishedPicture>, std::less<>> pictures_;  // by the source's name
  std::uint64_t pixels_ = 0;  // of the icon and the pictures that texts asked for, by their cost
  bool ok_ = true;
};

}  // namespace

std::optional<PreparedFiles> prepare_listing(PrepareInput input, Findings& findings) {
  return Preparation(input, findings).run();
}

void judge_text_limits(const PublicListing& listing, Findings& findings) {
  const auto judge = [&](const Localized<RichText>& body, const std::string& key) {
    for (const auto& [locale, text] : body)
      if (const auto fault = text.markup == Markup::html ? fault_of_html(text.source, HtmlLimits{})
                                                         : judge_markdown(text.source, MarkdownLimits{}).fault)
        report_text(*fault, true, key, text, listing.id, findings);
  };
  for (const auto& section : listing.sections) judge(section.body, section.key);
  for (const auto& version : listing.versions) judge(version.notes, "versions");
}

}  // namespace onshelf
