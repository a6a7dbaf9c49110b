#include "base/path.hpp"
#include "checks/checks.hpp"
#include "checks/name_search.hpp"

#include <array>

namespace package_audit::checks {

namespace {

constexpr auto k_names = std::to_array<NameRule>({
    {"CMakeFiles/", "working folder of CMake"},
    {"_CPack_Packages/", "working folder of CPack"},
    {".cmake/api/", "answers of CMake's file API"},
    {"CMakeScripts/", "working folder of CMake"},
    {"_deps/", "dependencies as FetchContent builds them"},
    {"Testing/Temporary/", "working folder of CTest"},
    {"__pycache__/", "byte code of Python, with the paths of the build"},
    {".pytest_cache/", "cache of pytest"},
    {".mypy_cache/", "cache of mypy"},
    {".nyc_output/", "coverage data"},
    {".gradle/", "working folder of Gradle"},
    {"node_modules/.cache/", "cache of a JavaScript tool"},
    {"CMakeCache.txt", "cache of CMake, with every path and option of the build"},
    {"CTestTestfile.cmake", "list of tests of CTest"},
    {"CTestCostData.txt", "log of CTest"},
    {"DartConfiguration.tcl", "settings of CTest"},
    {"cmake_install.cmake", "install script of a build folder"},
    {"install_manifest*.txt", "list of files installed from a build folder"},
    {"CPackConfig.cmake | CPackSourceConfig.cmake | CPackProperties.cmake", "settings of CPack"},
    {"compile_commands.json", "compile commands, with the paths of the build"},
    {"build.ninja", "build files of Ninja"},
    {".ninja_*", "log of Ninja"},
    {"*.o", "object file"},
    {"*.lo", "object file of libtool"},
    {"*.c.obj | *.cc.obj | *.cpp.obj | *.cxx.obj", "object file"},
    {"*.rc.res", "compiled resources"},
    // Models of Wavefront have this ending too.
    {"*.obj", "object file", true},
    {"*.ilk", "state of an incremental linker"},
    {"*.pch", "precompiled header", true},
    {"*.gch | *.ipch", "precompiled header"},
    {"*.tlog | *.lastbuildstate", "log of MSBuild"},
    {"*.vcxproj | *.vcxproj.*", "project file of MSBuild", true},
    {"*.gcno | *.gcda | *.gcov", "coverage data"},
    {"*.profraw | *.profdata", "profile data"},
    {"lcov.info | .coverage", "coverage data"},
    {"*.tsbuildinfo", "state of the TypeScript compiler"},
    {"npm-debug.log*", "log of npm"},
    {"*.log", "log", true},
});

// Object files that every program is linked with; compilers and C libraries install them.
constexpr std::string_view k_start_files =
    "crt?.o | ?crt1.o | grcrt1.o | crtbegin*.o | crtend*.o | crtfastmath.o";

// Static libraries consist of object files.
bool is_library_member(const Artifact& artifact, std::size_t index) {
  const Entry& entry = artifact.entries[index];
  if (!entry.implicitly_allowed || entry.container == Entry::k_no_container) return false;
  const std::string_view library = artifact.entries[entry.container].path;
  return base::ends_with_ignoring_case(library, ".a") ||
         base::ends_with_ignoring_case(library, ".lib");
}

std::vector<Finding> run(const Check& /*check*/, const CheckInput& input) {
  std::vector<Finding> findings = find_names(input, k_names, k_start_files);
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.entry != Finding::k_no_entry && is_library_member(input.artifact, finding.entry);
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
