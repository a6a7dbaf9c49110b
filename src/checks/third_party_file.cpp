#include "checks/checks.hpp"
#include "checks/name_rules.hpp"

#include <array>
#include <string_view>

namespace package_audit::checks {

namespace {

// Libraries whose install rules run with those of the project that builds them, and the option that
// stops it.
constexpr std::string_view k_googletest = "installed by GoogleTest: set INSTALL_GTEST to OFF";
constexpr std::string_view k_benchmark =
    "installed by Google Benchmark: set BENCHMARK_ENABLE_INSTALL to OFF";
constexpr std::string_view k_catch2 = "installed by Catch2: add it with EXCLUDE_FROM_ALL";
constexpr std::string_view k_doctest = "installed by doctest: set DOCTEST_NO_INSTALL to ON";
constexpr std::string_view k_trompeloeil = "installed by Trompeloeil: add it with EXCLUDE_FROM_ALL";
constexpr std::string_view k_fmt = "installed by {fmt}: set FMT_INSTALL to OFF";
constexpr std::string_view k_spdlog = "installed by spdlog: set SPDLOG_INSTALL to OFF";
constexpr std::string_view k_json = "installed by JSON for Modern C++: set JSON_Install to OFF";
constexpr std::string_view k_yaml = "installed by yaml-cpp: set YAML_CPP_INSTALL to OFF";
constexpr std::string_view k_abseil = "installed by Abseil: set ABSL_ENABLE_INSTALL to OFF";
constexpr std::string_view k_protobuf =
    "installed by Protocol Buffers: set protobuf_INSTALL to OFF";
constexpr std::string_view k_flatbuffers =
    "installed by FlatBuffers: set FLATBUFFERS_INSTALL to OFF";
constexpr std::string_view k_cli11 = "installed by CLI11: set CLI11_INSTALL to OFF";
constexpr std::string_view k_cxxopts = "installed by cxxopts: set CXXOPTS_ENABLE_INSTALL to OFF";
constexpr std::string_view k_pugixml = "installed by pugixml: set PUGIXML_INSTALL to OFF";
constexpr std::string_view k_pybind11 = "installed by pybind11: set PYBIND11_INSTALL to OFF";
constexpr std::string_view k_glfw = "installed by GLFW: set GLFW_INSTALL to OFF";
constexpr std::string_view k_zlib = "installed by zlib: set SKIP_INSTALL_ALL to ON";

constexpr std::array k_folders{
    NameRule{"include/gtest", k_googletest, true},
    NameRule{"include/gmock", k_googletest, true},
    NameRule{"cmake/gtest", k_googletest, true},
    NameRule{"include/benchmark", k_benchmark, true},
    NameRule{"cmake/benchmark", k_benchmark, true},
    NameRule{"doc/benchmark", k_benchmark, true},
    NameRule{"include/catch2", k_catch2, true},
    NameRule{"cmake/catch2", k_catch2, true},
    NameRule{"share/catch2", k_catch2, true},
    NameRule{"include/doctest", k_doctest, true},
    NameRule{"cmake/doctest", k_doctest, true},
    NameRule{"include/trompeloeil", k_trompeloeil, true},
    NameRule{"cmake/trompeloeil", k_trompeloeil, true},
    NameRule{"include/fmt", k_fmt, true},
    NameRule{"cmake/fmt", k_fmt, true},
    NameRule{"include/spdlog", k_spdlog, true},
    NameRule{"cmake/spdlog", k_spdlog, true},
    NameRule{"include/nlohmann", k_json, true},
    NameRule{"cmake/nlohmann_json", k_json, true},
    NameRule{"include/yaml-cpp", k_yaml, true},
    NameRule{"cmake/yaml-cpp", k_yaml, true},
    NameRule{"include/absl", k_abseil, true},
    NameRule{"cmake/absl", k_abseil, true},
    NameRule{"include/google/protobuf", k_protobuf, true},
    NameRule{"cmake/protobuf", k_protobuf, true},
    NameRule{"include/flatbuffers", k_flatbuffers, true},
    NameRule{"cmake/flatbuffers", k_flatbuffers, true},
    NameRule{"include/CLI", k_cli11, true},
    NameRule{"cmake/cli11", k_cli11, true},
    NameRule{"cmake/cxxopts", k_cxxopts, true},
    NameRule{"cmake/pugixml", k_pugixml, true},
    NameRule{"include/pybind11", k_pybind11, true},
    NameRule{"cmake/pybind11", k_pybind11, true},
    NameRule{"include/GLFW", k_glfw, true},
    NameRule{"cmake/glfw3", k_glfw, true},
};

constexpr std::array k_files{
    NameRule{"libgtest*", k_googletest, true},
    NameRule{"libgmock*", k_googletest, true},
    NameRule{"gtest*.lib", k_googletest, true},
    NameRule{"gmock*.lib", k_googletest, true},
    NameRule{"gtest*.dll", k_googletest, true},
    NameRule{"gmock*.dll", k_googletest, true},
    NameRule{"pkgconfig/gtest*.pc", k_googletest, true},
    NameRule{"pkgconfig/gmock*.pc", k_googletest, true},
    NameRule{"libbenchmark.*", k_benchmark, true},
    NameRule{"libbenchmark_main.*", k_benchmark, true},
    NameRule{"pkgconfig/benchmark*.pc", k_benchmark, true},
    NameRule{"libcatch2*", k_catch2, true},
    NameRule{"pkgconfig/catch2*.pc", k_catch2, true},
    NameRule{"include/trompeloeil.hpp", k_trompeloeil, true},
    NameRule{"libfmt.*", k_fmt, true},
    NameRule{"libfmtd.*", k_fmt, true},
    NameRule{"pkgconfig/fmt.pc", k_fmt, true},
    NameRule{"libspdlog.*", k_spdlog, true},
    NameRule{"libspdlogd.*", k_spdlog, true},
    NameRule{"pkgconfig/spdlog.pc", k_spdlog, true},
    NameRule{"pkgconfig/nlohmann_json.pc", k_json, true},
    NameRule{"libyaml-cpp*", k_yaml, true},
    NameRule{"pkgconfig/yaml-cpp.pc", k_yaml, true},
    NameRule{"libabsl_*", k_abseil, true},
    NameRule{"pkgconfig/absl_*.pc", k_abseil, true},
    NameRule{"libprotobuf*.*", k_protobuf, true},
    NameRule{"libprotoc.*", k_protobuf, true},
    NameRule{"bin/protoc*", k_protobuf, true},
    NameRule{"libflatbuffers.*", k_flatbuffers, true},
    NameRule{"bin/flatc", k_flatbuffers, true},
    NameRule{"include/cxxopts.hpp", k_cxxopts, true},
    NameRule{"pkgconfig/cxxopts.pc", k_cxxopts, true},
    NameRule{"include/pugixml.hpp", k_pugixml, true},
    NameRule{"include/pugiconfig.hpp", k_pugixml, true},
    NameRule{"libpugixml.*", k_pugixml, true},
    NameRule{"libglfw*", k_glfw, true},
    NameRule{"pkgconfig/glfw3.pc", k_glfw, true},
    NameRule{"include/zlib.h", k_zlib, true},
    NameRule{"include/zconf.h", k_zlib, true},
    NameRule{"libz.*", k_zlib, true},
    NameRule{"libzlibstatic*", k_zlib, true},
    NameRule{"pkgconfig/zlib.pc", k_zlib, true},
};

std::vector<Finding> run(const CheckInput& input) {
  return find_names(input, {.folders = k_folders, .files = k_files});
}

} // namespace

constexpr Check k_third_party_file{
    .id = "third-party-file",
    .summary = "file of a library that was built along",
    .why = "Sources that FetchContent or add_subdirectory brings in install themselves too: the "
           "package ships headers and libraries that are not the product's and that may overwrite "
           "the user's own.",
    .fix =
        "Set the option that the finding names before FetchContent_MakeAvailable() or "
        "add_subdirectory(), or add the library with EXCLUDE_FROM_ALL. If it is meant to ship, an "
        "allow entry that spells the name out (`include/fmt/**`) accepts it.",
    .default_severity = Severity::error,
    .run = run,
};

} // namespace package_audit::checks
