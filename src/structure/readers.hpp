#pragma once

#include "structure/kept_bytes.hpp"
#include <package_audit/fact.hpp>

#include <vector>

namespace package_audit {

// One reader a format. Each parses what is there, whatever it is: hostile input costs no more than
// time proportional to what is kept, and what cannot be followed is FactKind::unread_structure,
// never silence.

// ELF (System V ABI; gABI for compressed sections): section table, dynamic section, DWARF line
// tables for embedded source, core files.
void read_elf(const KeptBytes& bytes, std::vector<Fact>& facts);

} // namespace package_audit
