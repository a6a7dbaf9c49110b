#include "content/structure.hpp"

#include "content/readers.hpp"

#include <algorithm>
#include <array>

namespace package_audit::content {

namespace {

struct Reader {
  bool (*is_format)(std::string_view head);
  void (*read)(const KeptBytes& bytes, std::vector<Fact>& facts);
};

constexpr std::array k_readers{
    Reader{binaries::is_coff_object,
           binaries::read_coff_object},               // 4C 01, 64 86 and its like, 00 00 FF FF
    Reader{binaries::is_elf, binaries::read_elf},     // 7F E L F
    Reader{binaries::is_image, binaries::read_image}, // 89 P N G, FF D8 FF, G I F 8
    Reader{source_maps::is_json_object,
           source_maps::read_source_map},             // {, behind what may stand in front
    Reader{binaries::is_macho, binaries::read_macho}, // FE ED FA CE and its like, CA FE BA BE
    Reader{binaries::is_pe, binaries::read_pe},       // M Z
    Reader{binaries::is_telling_by_head, binaries::read_by_head}, // its own table
    Reader{binaries::is_wasm, binaries::read_wasm},               // 00 a s m
};

const Reader* reader_of(std::string_view head) {
  const auto* const reader =
      std::find_if(k_readers.begin(), k_readers.end(),
                   [&](const Reader& candidate) { return candidate.is_format(head); });
  return reader == k_readers.end() ? nullptr : reader;
}

} // namespace

bool wants_structure(std::string_view head) {
  return reader_of(head) != nullptr;
}

void read_structure(const KeptBytes& bytes, std::vector<Fact>& facts) {
  const auto head = bytes.at(0, std::min<std::uint64_t>(bytes.size(), k_structure_head));
  const Reader* const reader = head ? reader_of(*head) : nullptr;
  if (reader == nullptr) return;
  const std::size_t first = facts.size();
  reader->read(bytes, facts);
  // What leads behind the end begins, as far as there is anything, at the end.
  for (std::size_t i = first; i < facts.size(); ++i)
    facts[i].offset = std::min(facts[i].offset, bytes.size());
}

} // namespace package_audit::content
