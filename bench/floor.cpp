// floor SITE OUTPUT TARGET PLATFORMS: what cannot be avoided. Turns every Markdown text of SITE's listings into HTML with cmark-gfm,
// those in files and those in records (the fields of shape "text" in the folder PLATFORMS), and writes files of the names and
// sizes of OUTPUT to TARGET, on all cores; nothing else. Compare a build with this line of the same run.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fcntl.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace fs = std::filesystem;

namespace {

void on_all_cores(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
    threads.emplace_back([&] {
      for (std::size_t job = next++; job < count; job = next++) work(job);
    });
}

std::size_t render(const std::string& markdown) {
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_DEFAULT);
  for (const char* name : {"table", "strikethrough", "autolink"})
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  cmark_parser_feed(parser, markdown.data(), markdown.size());
  cmark_node* document = cmark_parser_finish(parser);
  char* html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
  const std::size_t size = std::char_traits<char>::length(html);
  std::free(html);
  cmark_node_free(document);
  cmark_parser_free(parser);
  return size;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// First names of the fields whose values are Markdown; "versions.notes" is looked for below "versions".
std::set<std::string, std::less<>> text_fields(const fs::path& platforms) {
  std::set<std::string, std::less<>> names;
  simdjson::dom::parser parser;
  for (const auto& entry : fs::directory_iterator(platforms))
    for (const auto field : parser.load(entry.path().string())["fields"].get_array())
      if (std::string_view(field["shape"]) == "text") {
        const std::string_view key = field["key"];
        names.emplace(key.substr(0, key.find('.')));
        names.emplace(key.substr(key.rfind('.') + 1));
      }
  return names;
}

// All strings of a value that is a text in some languages, or a list of objects with such a member.
std::size_t render_texts(simdjson::dom::element value, const std::set<std::string, std::less<>>& names) {
  std::size_t size = 0;
  if (value.is_object()) {
    for (const auto [language, text] : value.get_object())
      if (text.is_string()) size += render(std::string(std::string_view(text)));
  } else if (value.is_array()) {
    for (const auto item : value.get_array())
      if (item.is_object())
        for (const auto [name, text] : item.get_object())
          if (names.contains(name)) size += render_texts(text, names);
  }
  return size;
}

std::size_t render_record(const std::string& json, const std::set<std::string, std::less<>>& names) {
  static thread_local simdjson::dom::parser parser;
  std::size_t size = 0;
  for (const auto [name, value] : parser.parse(json).get_object())
    if (names.contains(name)) size += render_texts(value, names);
  return size;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fputs("usage: floor SITE OUTPUT TARGET PLATFORMS\n", stderr);
    return 2;
  }
  cmark_gfm_core_extensions_ensure_registered();

  std::vector<fs::path> bodies;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(argv[1]) / "content" / "listings"))
    if (entry.path().extension() == ".md" || entry.path().filename() == "listing.json") bodies.push_back(entry.path());
  const auto names = text_fields(argv[4]);
  std::atomic<std::size_t> rendered = 0;
  on_all_cores(bodies.size(), [&](std::size_t i) {
    rendered += bodies[i].extension() == ".md" ? render(read(bodies[i])) : render_record(read(bodies[i]), names);
  });

  struct File {
    std::string path;
    std::size_t size;
  };
  std::vector<File> files;
  std::size_t largest = 0;
  const fs::path output = argv[2], target = argv[3];
  fs::create_directories(target);
  for (const auto& entry : fs::recursive_directory_iterator(output)) {
    const fs::path path = target / entry.path().lexically_relative(output);
    if (entry.is_directory()) {
      fs::create_directory(path);
    } else {
      files.push_back({path, entry.file_size()});
      largest = std::max(largest, files.back().size);
    }
  }
  const std::string bytes(largest, 'x');
  std::atomic<bool> failed = false;
  on_all_cores(files.size(), [&](std::size_t i) {
    const int file = open(files[i].path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0 || write(file, bytes.data(), files[i].size) != static_cast<ssize_t>(files[i].size)) failed = true;
    if (file >= 0) close(file);
  });
  return failed || rendered == 0 ? 3 : 0;
}
