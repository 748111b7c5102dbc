#include "commands/program.h"

#include <elf.h>
#include <link.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

namespace onshelf {
namespace {

constexpr std::size_t round_up(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

// The build id among the notes of one segment; empty: there is none.
std::string_view find_build_id(std::string_view notes) {
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) head;
    std::memcpy(&head, notes.data(), sizeof head);
    const std::size_t name = sizeof head, id = name + round_up(head.n_namesz);
    if (id + head.n_descsz > notes.size()) return {};
    if (head.n_type == NT_GNU_BUILD_ID && notes.substr(name, 4) == std::string_view("GNU\0", 4))
      return notes.substr(id, head.n_descsz);
    notes.remove_prefix(std::min(notes.size(), id + round_up(head.n_descsz)));
  }
  return {};
}

int add_object(dl_phdr_info* info, std::size_t, void* into) {
  auto& hash = *static_cast<ContentHasher*>(into);
  const std::string name = info->dlpi_name && *info->dlpi_name ? info->dlpi_name : "/proc/self/exe";
  if (name.starts_with("linux-vdso") || name.starts_with("linux-gate")) return 0;  // the kernel's
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = info->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    const auto* begin = reinterpret_cast<const char*>(info->dlpi_addr + segment.p_vaddr);
    if (const std::string_view id = find_build_id({begin, segment.p_memsz}); !id.empty()) {
      hash.add(id);
      return 0;
    }
  }
  std::ifstream file(name, std::ios::binary);
  hash.add(std::string(std::istreambuf_iterator<char>(file), {}));
  return 0;
}

}  // namespace

ContentHash program_fingerprint() {
  ContentHasher hash;
  dl_iterate_phdr(add_object, &hash);
  return hash.value();
}

}  // namespace onshelf
