#pragma once

#include "content/binaries/elf_file.hpp"
#include "model/fact.hpp"

#include <vector>

namespace package_audit::content::binaries {

// Source text in the line tables, also in those that are compressed (gABI, chapter 4, "Compressed
// Sections", and the older .zdebug_*).
void read_elf_sources(const ElfFile& file, std::vector<Fact>& facts);

} // namespace package_audit::content::binaries
