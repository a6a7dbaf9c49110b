#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>

namespace package_audit::checks {

namespace {

// Links below /usr/lib/.build-id are no debug files: rpm adds them to every package with programs.
constexpr std::array k_folders{
    NameRule{"*.dSYM", "debug symbols of macOS"},
    NameRule{"lib/debug/.build-id", "separate debug information"},
    NameRule{"lib/debug/.dwz", "separate debug information"},
    NameRule{"lib/debug/usr", "separate debug information"},
    NameRule{"usr/src/debug", "sources for a debugger"},
};

constexpr std::array k_files{
    NameRule{"*.debug", "separate debug information"},
    NameRule{"*.dbg", "separate debug information"},
    NameRule{"*.dwo", "split debug information"},
    NameRule{"*.dwp", "split debug information"},
    // Protein structures have this ending too.
    NameRule{"*.pdb", "debug symbols of Windows", true},
    NameRule{"*.sym", "debug symbols", true},
    NameRule{"*.gdb-index", "debug index"},
    NameRule{"*.so.map", "map of a linker"},
    NameRule{"*.exe.map", "map of a linker"},
    NameRule{"*.dll.map", "map of a linker"},
    NameRule{"*.elf.map", "map of a linker"},
};

std::vector<Finding> run(const CheckInput& input) {
  return find_names(input, {.folders = k_folders, .files = k_files});
}

} // namespace

constexpr Check k_debug_file{
    .id = "debug-file",
    .summary = "file of debug symbols",
    .why = "Debug symbols name every function, type and source file of the product, with the paths "
           "of the build, and make a program easy to read back.",
    .fix =
        "Leave it out, or put it into a debug component that is not published. If the package is "
        "the debug package, allow *.debug with an exception; for *.pdb and *.sym an allow entry "
        "that spells the ending out is enough.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
