#pragma once

#include "structure/elf_file.hpp"
#include <package_audit/fact.hpp>

#include <vector>

namespace package_audit {

// Source text in the line tables, also in those that are compressed (gABI, chapter 4, "Compressed
// Sections", and the older .zdebug_*).
void read_elf_sources(const ElfFile& file, std::vector<Fact>& facts);

} // namespace package_audit
