// A seller's picture against what the platform wants to be uploaded. The build makes a file of exactly that form from any
// picture it can decode, so a master of other pixels is only a warning, and its bytes are no matter. A picture that could be
// uploaded as it is, is held to every limit.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "check/limit_case.h"
#include "check/picture_facts.h"
#include "check/rule_facts.h"
#include "text/file_kind.h"

namespace onshelf {
namespace {

constexpr std::size_t kLargestPicture = 8u << 20;
constexpr std::size_t kHead = 16u << 10;

std::string pixels(std::uint32_t width, std::uint32_t height) {
  return std::to_string(width) + " x " + std::to_string(height) + " pixels";
}

struct Picture {
  const LimitCase& of;
  const Limit& limit;
  const GivenText& given;
  const PictureSpec& spec;
  const PictureSpec* known;  // advice: what the platform's own field says, which is not said twice

  void judge_format(std::string_view kind) const {
    if (spec.formats.empty() || (known && known->formats == spec.formats)) return;
    if (std::find(spec.formats.begin(), spec.formats.end(), kind) != spec.formats.end()) return;
    const std::string allowed = fmt::format("{}", fmt::join(spec.formats, ", "));
    const std::string measured = kind.empty() ? "unknown content" : std::string(kind);
    of.report(limit.severity, of.place(given),
              Sentence("\"{field}\" is no picture of a kind that is taken: {measured}",
                       {{"field", of.spec.key}, {"measured", measured}}),
              Sentence("these are, by content and not by name: {kinds}", {{"kinds", allowed}}), allowed, measured);
  }

  bool has_size(const PictureFacts& facts) const {
    return spec.width == 0 || (facts.width == spec.width && facts.height == spec.height);
  }

  void judge_size(const PictureFacts& facts) const {
    if (has_size(facts) || (known && known->width == spec.width && known->height == spec.height)) return;
    const std::string measured = pixels(facts.width, facts.height), wanted = pixels(spec.width, spec.height);
    const double scale = std::min(double{1.0} * spec.width / facts.width, double{1.0} * spec.height / facts.height);
    of.report(Severity::warning, of.place(given),
              spec.exact ? Sentence("\"{field}\" has {measured}; {limit} are asked for",
                                    {{"field", of.spec.key}, {"measured", measured}, {"limit", wanted}})
                         : Sentence("\"{field}\" has {measured}; {limit} are recommended",
                                    {{"field", of.spec.key}, {"measured", measured}, {"limit", wanted}}),
              scale > 1 ? Sentence("it is too small and will look blurred; start from a larger picture")
                        : Sentence("upload the file that the build makes of it, or a picture of this size"),
              scale > 1 ? "at least " + wanted
                        : std::to_string(spec.width) + " x " + std::to_string(spec.height) + std::string(kUploadPixels),
              measured);
  }

  void judge_bytes(std::uint64_t bytes) const {
    if (spec.max_bytes == 0 || bytes <= spec.max_bytes || (known && known->max_bytes == spec.max_bytes)) return;
    const std::uint64_t reject = std::max(spec.max_bytes, spec.reject_above_bytes);
    const bool refused = bytes > reject;
    const std::string allowed = amount_of(refused ? reject : spec.max_bytes, "bytes");
    const std::string measured = amount_of(bytes, "bytes");
    const Sentence::Values values = {{"field", of.spec.key}, {"measured", measured}, {"limit", allowed}};
    if (refused)
      of.report(limit.severity, of.place(given), Sentence("\"{field}\" has {measured}; the most is {limit}", values),
                "save it with fewer colours or as JPEG", "at most " + allowed, measured);
    else
      of.report(Severity::warning, of.place(given),
                Sentence("\"{field}\" has {measured}; {limit} are surely allowed", values),
                "the document does not say whether a kilobyte has 1000 or 1024 bytes; a smaller file is safe",
                "at most " + allowed, measured);
  }

  void judge_density(std::string_view kind, const PictureFacts& facts) const {
    if (spec.dpi == 0 || kind == "gif" || (known && known->dpi == spec.dpi)) return;  // a GIF cannot say
    if (std::lround(facts.dpi) == spec.dpi) return;
    const std::string wanted = std::to_string(spec.dpi) + " dpi";
    const std::string measured = facts.dpi > 0 ? std::to_string(std::lround(facts.dpi)) + " dpi" : "no density";
    of.report(Severity::warning, of.place(given),
              Sentence("\"{field}\" has {measured}; {limit} are asked for",
                       {{"field", of.spec.key}, {"measured", measured}, {"limit", wanted}}),
              "upload the file that the build makes of it, or set the density",
              std::to_string(spec.dpi) + std::string(kUploadDensity), measured);
  }
};

}  // namespace

void check_picture(const LimitCase& of, const Limit& limit) {
  // A site without pictures has none to judge, and reads none.
  if (!of.spec.picture || !of.book.site().make_icons) return;
  for (const GivenText& given : of.texts) {
    const std::string name(given.text);
    if (!std::binary_search(of.record.files.begin(), of.record.files.end(), name)) continue;  // reported already
    const std::string path = of.record.folder + '/' + name;
    FileHead file = of.disk.read_head(path, kHead, kLargestPicture);
    if (!file.ok()) continue;  // reported where it is read to be shown
    const Picture picture{of, limit, given, *of.spec.picture,
                          of.base && of.base->picture ? &*of.base->picture : nullptr};
    const std::string_view kind = file_kind(file.bytes);
    picture.judge_format(kind);
    auto facts = picture_facts(kind, file.bytes);
    // Seldom do profiles and previews stand before what is looked for.
    if (file.bytes.size() < file.size && (!facts || (of.spec.picture->dpi != 0 && facts->dpi == 0))) {
      file = of.disk.read_head(path, kLargestPicture, kLargestPicture);
      facts = picture_facts(kind, file.bytes);
    }
    if (!facts) continue;  // what cannot be decoded is refused where it is decoded
    picture.judge_size(*facts);
    if (!picture.has_size(*facts) && of.spec.picture->exact) continue;
    picture.judge_bytes(file.size);
    picture.judge_density(kind, *facts);
  }
}

}  // namespace onshelf
