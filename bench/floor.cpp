// floor SITE OUTPUT TARGET: what cannot be avoided. Turns every details.*.md of SITE into HTML with cmark-gfm and writes files
// of the names and sizes of OUTPUT to TARGET, on all cores; nothing else. Compare a build with this line of the same run.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fcntl.h>
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

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: floor SITE OUTPUT TARGET\n", stderr);
    return 2;
  }
  cmark_gfm_core_extensions_ensure_registered();

  std::vector<fs::path> bodies;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(argv[1]) / "content" / "listings"))
    if (entry.path().extension() == ".md") bodies.push_back(entry.path());
  std::atomic<std::size_t> rendered = 0;
  on_all_cores(bodies.size(), [&](std::size_t i) {
    std::ifstream file(bodies[i], std::ios::binary);
    rendered += render(std::string(std::istreambuf_iterator<char>(file), {}));
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
