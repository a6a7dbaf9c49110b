# The C++ library, as an optional component of the CMake package.
file(WRITE "${source}/main.cpp" [[
#include <package_audit/inspect.hpp>
int main(int count, char** arguments) {
  const auto artifact = package_audit::inspect(arguments[count - 1], package_audit::Limits{});
  return artifact.format == package_audit::Format::directory ? 0 : 1;
}
]])
file(WRITE "${source}/CMakeLists.txt" "cmake_minimum_required(VERSION 3.19...3.31)
project(Consumer LANGUAGES C CXX)
find_package(PackageAudit REQUIRED COMPONENTS library)
add_executable(consumer main.cpp)
target_link_libraries(consumer PRIVATE PackageAudit::package_audit)\n")
configure("-DCMAKE_PREFIX_PATH=${prefix}" "-DCMAKE_CXX_COMPILER=${cxx_compiler}" "-DCMAKE_CXX_FLAGS=${cxx_flags}")
build()
expect_exit(0)
run_in("${build}" "${build}/consumer" "${source}")
expect_exit(0)
