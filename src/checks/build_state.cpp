#include "base/path.hpp"
#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>

namespace package_audit::checks {

namespace {

constexpr std::array k_folders{
    NameRule{"CMakeFiles", "working folder of CMake"},
    NameRule{"_CPack_Packages", "working folder of CPack"},
    NameRule{".cmake/api", "answers of CMake's file API"},
    NameRule{"CMakeScripts", "working folder of CMake"},
    NameRule{"_deps", "dependencies as FetchContent builds them"},
    NameRule{"Testing/Temporary", "working folder of CTest"},
    NameRule{"__pycache__", "byte code of Python, with the paths of the build"},
    NameRule{".pytest_cache", "cache of pytest"},
    NameRule{".mypy_cache", "cache of mypy"},
    NameRule{".nyc_output", "coverage data"},
    NameRule{".gradle", "working folder of Gradle"},
    NameRule{"node_modules/.cache", "cache of a JavaScript tool"},
};

constexpr std::array k_files{
    NameRule{"CMakeCache.txt", "cache of CMake, with every path and option of the build"},
    NameRule{"CTestTestfile.cmake", "list of tests of CTest"},
    NameRule{"CTestCostData.txt", "log of CTest"},
    NameRule{"DartConfiguration.tcl", "settings of CTest"},
    NameRule{"cmake_install.cmake", "install script of a build folder"},
    NameRule{"install_manifest*.txt", "list of files installed from a build folder"},
    NameRule{"CPackConfig.cmake", "settings of CPack"},
    NameRule{"CPackSourceConfig.cmake", "settings of CPack"},
    NameRule{"CPackProperties.cmake", "settings of CPack"},
    NameRule{"compile_commands.json", "compile commands, with the paths of the build"},
    NameRule{"build.ninja", "build files of Ninja"},
    NameRule{".ninja_*", "log of Ninja"},
    NameRule{"*.o", "object file"},
    NameRule{"*.lo", "object file of libtool"},
    NameRule{"*.c.obj", "object file"},
    NameRule{"*.cc.obj", "object file"},
    NameRule{"*.cpp.obj", "object file"},
    NameRule{"*.cxx.obj", "object file"},
    NameRule{"*.rc.res", "compiled resources"},
    // Models of Wavefront have this ending too.
    NameRule{"*.obj", "object file", true},
    NameRule{"*.ilk", "state of an incremental linker"},
    NameRule{"*.pch", "precompiled header", true},
    NameRule{"*.gch", "precompiled header"},
    NameRule{"*.ipch", "precompiled header"},
    NameRule{"*.tlog", "log of MSBuild"},
    NameRule{"*.lastbuildstate", "log of MSBuild"},
    NameRule{"*.vcxproj", "project file of MSBuild", true},
    NameRule{"*.vcxproj.*", "project file of MSBuild", true},
    NameRule{"*.gcno", "coverage data"},
    NameRule{"*.gcda", "coverage data"},
    NameRule{"*.gcov", "coverage data"},
    NameRule{"*.profraw", "profile data"},
    NameRule{"*.profdata", "profile data"},
    NameRule{"lcov.info", "coverage data"},
    NameRule{".coverage", "coverage data"},
    NameRule{"*.tsbuildinfo", "state of the TypeScript compiler"},
    NameRule{"npm-debug.log*", "log of npm"},
    NameRule{"*.log", "log", true},
};

// Objects that every program is linked with; a compiler or a C library ships them as files.
constexpr std::array<std::string_view, 6> k_start_files{
    "crt?.o", "?crt1.o", "grcrt1.o", "crtbegin*.o", "crtend*.o", "crtfastmath.o"};

// An object file is where it belongs in a static library, and goes with it.
bool is_in_library(const Artifact& artifact, std::size_t index) {
  const Entry& entry = artifact.entries[index];
  if (!entry.implicitly_allowed || entry.container == Entry::k_no_container) return false;
  const std::string_view library = artifact.entries[entry.container].path;
  return base::ends_with_ignoring_case(library, ".a") ||
         base::ends_with_ignoring_case(library, ".lib");
}

std::vector<Finding> run(const CheckInput& input) {
  std::vector<Finding> findings =
      find_names(input, {.folders = k_folders, .files = k_files, .exempt = k_start_files});
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.entry != Finding::k_no_entry && is_in_library(input.artifact, finding.entry);
  });
  return findings;
}

} // namespace

constexpr Check k_build_state{
    .id = "build-state",
    .summary = "file that a build leaves for itself",
    .why = "It tells the paths, user names, options and unreleased parts of the build, and often "
           "means that a whole build folder was packed.",
    .fix =
        "Build outside of the folder that is installed or packed, and narrow the install() rule. "
        "For *.obj, *.pch, *.log and project files, which have innocent meanings, an allow entry "
        "that spells the ending out accepts them.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
