#include "content/facts.hpp"
#include "content/readers.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace package_audit::content::binaries {

namespace {

struct Kind {
  std::string_view magic;
  FactKind kind;
  std::string_view subject;
};

constexpr std::string_view k_portable = "portable PDB";

constexpr std::array k_kinds{
    // LLVM, "The MSF File Format", and what came before Visual C++ 7.
    Kind{"Microsoft C/C++ MSF 7.00\r\n", FactKind::debug_info, "PDB"},
    Kind{"Microsoft C/C++ program database 2.00\r\n", FactKind::debug_info, "PDB"},
    // ECMA-335, II.24.2.1: metadata that stands in no program is debug information.
    Kind{"BSJB", FactKind::debug_info, k_portable},
    // MINIDUMP_HEADER: the signature, and the version behind it.
    Kind{"MDMP\x93\xA7", FactKind::core_dump, "minidump"},
    // LLVM Bitcode File Format: plain, and in a wrapper.
    Kind{"BC\xC0\xDE", FactKind::link_time_code, "LLVM bitcode"},
    Kind{"\xDE\xC0\x17\x0B", FactKind::link_time_code, "LLVM bitcode"},
};

const Kind* kind_of(std::string_view head) {
  const auto* const kind = std::find_if(k_kinds.begin(), k_kinds.end(), [&](const Kind& candidate) {
    return head.starts_with(candidate.magic);
  });
  return kind == k_kinds.end() ? nullptr : kind;
}

// Portable PDB, "Embedded Source": rows of CustomDebugInformation carry this GUID, which no other
// content has by accident.
void find_portable_source(const KeptBytes& bytes, std::vector<Fact>& facts) {
  constexpr std::string_view k_guid("\x1B\x57\x8A\x0E\x26\x69\x6E\x46\xB4\xAD\x8A\xB0\x46\x11\xF5"
                                    "\xFE");
  const std::uint64_t head = std::min<std::uint64_t>(bytes.size(), KeptBytes::k_head);
  const std::uint64_t tail = std::min<std::uint64_t>(bytes.size(), KeptBytes::k_tail);
  for (const auto& part : {bytes.at(0, head), bytes.at(bytes.size() - tail, tail)}) {
    if (!part || part->find(k_guid) == std::string_view::npos) continue;
    add_fact(facts, {.kind = FactKind::embedded_source, .subject = std::string(k_portable)});
    return;
  }
}

} // namespace

bool is_telling_by_head(std::string_view head) {
  return kind_of(head) != nullptr;
}

void read_by_head(const KeptBytes& bytes, std::vector<Fact>& facts) {
  constexpr std::uint64_t k_longest_magic = 64;
  const auto head = bytes.at(0, std::min(bytes.size(), k_longest_magic));
  const Kind* const kind = head ? kind_of(*head) : nullptr;
  if (kind == nullptr) return;
  add_fact(facts, {.kind = kind->kind, .subject = std::string(kind->subject)});
  if (kind->subject == k_portable) find_portable_source(bytes, facts);
}

} // namespace package_audit::content::binaries
