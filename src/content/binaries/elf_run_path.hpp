#pragma once

#include "content/binaries/elf_file.hpp"
#include "model/fact.hpp"

#include <vector>

namespace package_audit::content::binaries {

// DT_RPATH and DT_RUNPATH (gABI, chapter 5, "Dynamic Section"), each folder of the list apart; an
// empty one is the folder that the program is started in. `$ORIGIN` stays as it is.
void read_elf_run_paths(const ElfFile& file, std::vector<Fact>& facts);

} // namespace package_audit::content::binaries
