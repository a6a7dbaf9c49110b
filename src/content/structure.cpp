#include "content/structure.hpp"

#include "content/binaries/readers.hpp"
#include "content/source_maps/source_map.hpp"

#include <algorithm>
#include <array>

namespace package_audit::content {

namespace {

struct StructureReader {
  bool (*is_format)(std::string_view head);
  void (*read)(const HeadTailBuffer& bytes, std::vector<Fact>& facts);
};

// The first bytes of each format exclude all others.
// clang-format off
constexpr std::array k_readers{
    StructureReader{binaries::is_coff_object, binaries::read_coff_object}, // 4C 01, 64 86 ..., 00 00 FF FF
    StructureReader{binaries::is_elf, binaries::read_elf},                 // 7F E L F
    StructureReader{binaries::is_image, binaries::read_image},             // 89 P N G, FF D8 FF, G I F 8
    StructureReader{binaries::is_known_magic, binaries::read_known_magic}, // its own table
    StructureReader{binaries::is_macho, binaries::read_macho},             // FE ED FA CE ..., CA FE BA BE
    StructureReader{binaries::is_pe, binaries::read_pe},                   // M Z
    StructureReader{binaries::is_wasm, binaries::read_wasm},               // 00 a s m
    StructureReader{source_maps::is_json_object, source_maps::read_source_map}, // { after blanks, )]}
};
// clang-format on

const StructureReader* find_reader(std::string_view head) {
  const auto* const reader =
      std::find_if(k_readers.begin(), k_readers.end(),
                   [&](const StructureReader& candidate) { return candidate.is_format(head); });
  return reader == k_readers.end() ? nullptr : reader;
}

} // namespace

bool has_structure_reader(std::string_view head) {
  return find_reader(head) != nullptr;
}

void read_structure(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  const auto head = bytes.at(0, std::min<std::uint64_t>(bytes.size(), k_structure_head_size));
  const StructureReader* const reader = head ? find_reader(*head) : nullptr;
  if (reader == nullptr) return;
  const std::size_t first = facts.size();
  reader->read(bytes, facts);
  // Clamp offsets behind the end of the file.
  for (std::size_t i = first; i < facts.size(); ++i)
    facts[i].offset = std::min(facts[i].offset, bytes.size());
}

} // namespace package_audit::content
