// make_catalog N OUT PLATFORMS [--icons] [--icon-side PIXELS] [--locales L]: a site of N valid listings in OUT, for all product
// types of the folder PLATFORMS, in the first L of the vocabulary's languages (5 when nothing is said). The same arguments make the
// same bytes. Templates, theme and messages are those the program finds by itself; languages without messages fall back to English.
#include <fmt/format.h>
#include <png.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "record.h"

namespace fs = std::filesystem;
using bench::Json;

namespace {

const std::vector<std::string> kCategories = {"databases",  "developer-tools", "security",   "storage",
                                              "networking", "analytics",       "monitoring", "business"};

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  if (!(file << bytes) || !file.flush()) throw std::runtime_error("cannot write " + path.string());
}

Json read_json(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return Json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
}

// Round shapes on a gradient: edges to resize, and no cheaper to encode than a real icon.
void write_icon(const fs::path& path, std::size_t side, bench::Dice dice) {
  const auto colours = dice.next();
  std::vector<unsigned char> pixels(side * side * 4);
  const auto radius = 90 + dice.below(120);
  for (std::size_t row = 0; row < side; ++row)
    for (std::size_t column = 0; column < side; ++column) {
      const auto x = column * 512 / side, y = row * 512 / side;
      const auto dx = x > 256 ? x - 256 : 256 - x, dy = y > 256 ? y - 256 : 256 - y;
      const auto distance = dx * dx + dy * dy;
      unsigned char* pixel = &pixels[(row * side + column) * 4];
      const bool inside = distance < radius * radius && distance > radius * radius / 4;
      pixel[0] = static_cast<unsigned char>(inside ? 255 - (colours & 127) : (colours >> 8) % 128 + x / 8);
      pixel[1] = static_cast<unsigned char>(inside ? 255 - (colours >> 16 & 127) : (colours >> 24) % 128 + y / 8);
      pixel[2] =
          static_cast<unsigned char>(inside ? 255 - (colours >> 32 & 127) : (colours >> 40) % 128 + (x + y) / 16);
      pixel[3] = static_cast<unsigned char>(dx + dy < 480 ? 255 : 0);
    }
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = image.height = static_cast<png_uint_32>(side);
  image.format = PNG_FORMAT_RGBA;
  image.flags = PNG_IMAGE_FLAG_FAST;
  if (!png_image_write_to_file(&image, path.c_str(), 0, pixels.data(), 0, nullptr))
    throw std::runtime_error("cannot write " + path.string());
}

struct Options {
  bool icons = false;           // false: pages without pictures
  std::size_t icon_side = 512;  // of the sellers' pictures; at 128 they take a tenth of the bytes
  std::size_t locales = 5;
};

// The least that is a PDF file by its first and last bytes.
const std::string kDocument =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n"
    "trailer<</Size 3/Root 1 0 R>>\nstartxref\n100\n%%EOF\n";

void write_record(const fs::path& folder, const std::string& file, const bench::MadeRecord& made,
                  const Options& options, bench::Dice dice) {
  fs::create_directories(folder);
  write_file(folder / file, made.document.dump(2) + '\n');
  for (const auto& [name, bytes] : made.texts) write_file(folder / name, bytes);
  for (const auto& name : std::set<std::string>(made.pictures.begin(), made.pictures.end()))
    write_icon(folder / name, options.icon_side, dice);
  for (const auto& name : made.documents) write_file(folder / name, kDocument);
}

void write_site(const fs::path& out, const Options& options) {
  Json locales = Json::array();
  Json names = Json::object();
  for (std::size_t i = 0; i < options.locales; ++i) {
    const auto& language = bench::languages()[i];
    locales.push_back({{"tag", language.tag}});
    names[language.tag] = language.words[0];
  }
  fs::create_directories(out / "site");
  write_file(out / "site/site.json", Json{{"base_url", "https://catalog.example.org/"},
                                          {"name", names},
                                          {"locales", locales},
                                          {"default_locale", "en"},
                                          {"theme", "default"},
                                          {"page_size", 24},
                                          // What the rivals make too, and no more.
                                          {"facets", Json::array({"category", "platform", "seller"})},
                                          {"sorts", Json::array({"name"})},
                                          {"compare", false},
                                          {"icon_sizes", {280, 320}},
                                          {"make_icons", options.icons}}
                                         .dump(2));
  Json categories = Json::array();
  for (const auto& id : kCategories) categories.push_back({{"id", id}, {"name", {{"en", id}}}});
  write_file(out / "site/categories.json", Json{{"categories", categories}}.dump(2));
}

void make_catalog(std::size_t count, const fs::path& out, const fs::path& platforms, const Options& options) {
  std::vector<Json> listing_types, seller_types;
  std::set<fs::path> files;  // in the same order on every disk
  for (const auto& entry : fs::directory_iterator(platforms)) files.insert(entry.path());
  for (const auto& file : files)
    if (Json type = read_json(file); type["kind"] == "seller")
      seller_types.push_back(std::move(type));
    else
      listing_types.push_back(std::move(type));
  if (listing_types.empty() || seller_types.empty())
    throw std::runtime_error("no product types in " + platforms.string());

  write_site(out, options);
  const std::size_t sellers = std::max<std::size_t>(1, count / 50);
  for (std::size_t i = 0; i < sellers; ++i) {
    bench::Dice dice(i + 1'000'000'000);
    const std::string id = fmt::format("seller-{:05}", i);
    auto made = bench::make_record(seller_types[i % seller_types.size()], id, options.locales, dice);
    if (!made.document.contains("name")) made.document["name"] = {{"en", fmt::format("Seller {}", i)}};
    write_record(out / "content/sellers" / id, "seller.json", made, options, dice);
  }
  for (std::size_t i = 0; i < count; ++i) {
    bench::Dice dice(i);
    const std::string id = fmt::format("listing-{:06}", i);
    auto made = bench::make_record(listing_types[i % listing_types.size()], id, options.locales, dice);
    made.document["seller"] = fmt::format("seller-{:05}", dice.below(sellers));
    made.document["category"] = kCategories[dice.below(kCategories.size())];
    if (dice.one_in(4)) made.document["product"] = fmt::format("product-{}", dice.below(count / 3 + 1));
    write_record(out / "content/listings" / id, "listing.json", made, options, dice);
  }
}

Options read_options(int count, char** arguments) {
  Options options;
  for (int i = 0; i < count; ++i) {
    const std::string_view name = arguments[i];
    if (name == "--icons")
      options.icons = true;
    else if (name == "--icon-side" && i + 1 < count)
      options.icon_side = std::stoul(arguments[++i]);
    else if (name == "--locales" && i + 1 < count)
      options.locales = std::stoul(arguments[++i]);
    else
      throw std::runtime_error(fmt::format("no option {}", name));
  }
  if (const auto most = bench::languages().size(); options.locales < 1 || options.locales > most)
    throw std::runtime_error(fmt::format("from 1 to {} locales", most));
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: make_catalog N OUT PLATFORMS [--icons] [--icon-side PIXELS] [--locales L]\n", stderr);
    return 2;
  }
  try {
    make_catalog(std::stoul(argv[1]), argv[2], argv[3], read_options(argc - 4, argv + 4));
  } catch (const std::exception& error) {
    fmt::print(stderr, "make_catalog: {}\n", error.what());
    return 3;
  }
}
