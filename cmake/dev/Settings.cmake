# The two INTERFACE targets that our own targets link privately: nothing of them reaches a consumer.

add_library(package_audit_settings INTERFACE)
target_compile_features(package_audit_settings INTERFACE cxx_std_20)

add_library(package_audit_warnings INTERFACE)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(package_audit_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    # GCC bugs 105651 and 105562: false alarms about std::string in optimized builds.
    "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,12>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,14>>:-Wno-restrict;-Wno-maybe-uninitialized;-Wno-stringop-overflow;-Wno-array-bounds>"
    # The bundled policies are compiled in as one literal each; GCC's -Wconversion leaves signs alone in C++.
    "$<$<CXX_COMPILER_ID:Clang>:-Wno-overlength-strings;-Wno-sign-conversion>"
    $<$<BOOL:${PACKAGEAUDIT_WERROR}>:-Werror>)
endif()

# There are no modules, and to scan for them doubles the steps of a build.
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

# What most sources include and what costs most to parse: precompiled, a source of src/ takes a third less time with
# GCC and half of it with clang.
set(package_audit_precompiled
  <algorithm> <array> <charconv> <chrono> <cstddef> <cstdint> <exception> <filesystem> <functional> <map> <memory>
  <optional> <ostream> <set> <span> <string> <string_view> <system_error> <unordered_map> <utility> <variant> <vector>
  <fmt/format.h>)
