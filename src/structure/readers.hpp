#pragma once

#include "structure/kept_bytes.hpp"
#include <package_audit/fact.hpp>

#include <string_view>
#include <vector>

namespace package_audit {

// One reader a format. Each parses what is there, whatever it is: hostile input costs no more than
// time proportional to what is kept, and what cannot be followed is FactKind::unread_structure,
// never silence. `head` is the beginning of a file, see structure.hpp.

// ELF (System V ABI; gABI for compressed sections): section table, dynamic section, DWARF line
// tables for embedded source, core files.
bool is_elf(std::string_view head);
void read_elf(const KeptBytes& bytes, std::vector<Fact>& facts);

} // namespace package_audit
