#include "content/binaries/readers.hpp"
#include "content/facts.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace package_audit::content::binaries {

namespace {

struct Magic {
  std::string_view bytes;
  FactKind kind;
  std::string_view subject;
};

constexpr std::string_view k_portable = "portable PDB";

constexpr std::array k_magics{
    // LLVM, "The MSF File Format"; the second is of Visual C++ before 7.
    Magic{"Microsoft C/C++ MSF 7.00\r\n", FactKind::debug_info, "PDB"},
    Magic{"Microsoft C/C++ program database 2.00\r\n", FactKind::debug_info, "PDB"},
    // ECMA-335, II.24.2.1: metadata outside of a program is debug information.
    Magic{"BSJB", FactKind::debug_info, k_portable},
    // MINIDUMP_HEADER: signature and version.
    Magic{"MDMP\x93\xA7", FactKind::core_dump, "minidump"},
    // LLVM Bitcode File Format: plain, and in a wrapper.
    Magic{"BC\xC0\xDE", FactKind::link_time_code, "LLVM bitcode"},
    Magic{"\xDE\xC0\x17\x0B", FactKind::link_time_code, "LLVM bitcode"},
};

const Magic* find_magic(std::string_view head) {
  const auto* const magic =
      std::find_if(k_magics.begin(), k_magics.end(),
                   [&](const Magic& candidate) { return head.starts_with(candidate.bytes); });
  return magic == k_magics.end() ? nullptr : magic;
}

// Portable PDB, "Embedded Source": rows of CustomDebugInformation have this GUID.
void add_portable_source(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  constexpr std::string_view k_guid("\x1B\x57\x8A\x0E\x26\x69\x6E\x46\xB4\xAD\x8A\xB0\x46\x11\xF5"
                                    "\xFE");
  const std::uint64_t head = std::min<std::uint64_t>(bytes.size(), HeadTailBuffer::k_head_size);
  const std::uint64_t tail = std::min<std::uint64_t>(bytes.size(), HeadTailBuffer::k_tail_size);
  for (const auto& part : {bytes.at(0, head), bytes.at(bytes.size() - tail, tail)}) {
    if (!part || part->find(k_guid) == std::string_view::npos) continue;
    add_fact(facts, {.kind = FactKind::embedded_source, .subject = std::string(k_portable)});
    return;
  }
}

} // namespace

bool is_known_magic(std::string_view head) {
  return find_magic(head) != nullptr;
}

void read_known_magic(const HeadTailBuffer& bytes, std::vector<Fact>& facts) {
  constexpr std::uint64_t k_max_magic_size = 64;
  const auto head = bytes.at(0, std::min(bytes.size(), k_max_magic_size));
  const Magic* const magic = head ? find_magic(*head) : nullptr;
  if (magic == nullptr) return;
  add_fact(facts, {.kind = magic->kind, .subject = std::string(magic->subject)});
  if (magic->subject == k_portable) add_portable_source(bytes, facts);
}

} // namespace package_audit::content::binaries
