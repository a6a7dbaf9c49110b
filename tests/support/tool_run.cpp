#include "support/tool_run.hpp"

#include "base/file.hpp"
#include "support/archive_scratch.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace package_audit::support {

namespace {

constexpr std::string_view k_project = R"(cmake_minimum_required(VERSION 3.19)
project(acme VERSION 1.0 LANGUAGES NONE)
install(DIRECTORY ../tree/ DESTINATION share USE_SOURCE_PERMISSIONS)
include(CPack)
)";

constexpr std::size_t k_largest_package = std::size_t{64} << 20;

// Does not compress, and is the same every time.
std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 1;
  for (char& byte : bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<char>(state >> 24U);
  }
  return bytes;
}

void plant_tree(const ScratchFolder& scratch) {
  scratch.write("source/CMakeLists.txt", k_project);
  scratch.write("tree/plain.txt", "content\n");
  scratch.write("tree/with blank/two  blanks.txt", "text\n");
  scratch.write("tree/Größe/Übersicht.txt", "grün\n");
  scratch.write(fmt::format("tree/{}/{}", std::string(120, 'd'), std::string(160, 'n')), "deep\n");
  scratch.write("tree/empty", "");
  scratch.write("tree/large.bin", noise(3'000'000));
  const std::filesystem::path tree = std::filesystem::path(scratch.path()) / "tree";
  std::filesystem::create_directory(tree / "hollow");
  std::filesystem::create_symlink("plain.txt", tree / "link");
  std::filesystem::create_symlink("../Größe", tree / "with blank" / "up");
}

} // namespace

std::string made_by(const std::string& command) {
  const ScratchFolder scratch;
  plant_tree(scratch);
  const std::string whole =
      fmt::format("cd '{}' && {{ export LC_ALL=C.UTF-8; {}; }} >log 2>&1", scratch.path(), command);
  if (std::system(whole.c_str()) != 0) {
    throw std::runtime_error(command + ": " +
                             base::read_text_file(scratch.path() + "/log", 1 << 20));
  }
  return base::read_text_file(scratch.path() + "/package", k_largest_package);
}

std::string made_by_cpack(const std::string& generator) {
  return made_by("'" CMAKE_COMMAND "' -S source -B build && cd build && '" CPACK_COMMAND "' -G " +
                 generator + " && mv acme-1.0-*.* ../package");
}

bool has_tool(const std::string& name) {
  return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

} // namespace package_audit::support
