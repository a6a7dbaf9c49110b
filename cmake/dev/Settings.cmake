# The two INTERFACE targets that our own targets link privately: nothing of them reaches a consumer.

add_library(package_audit_settings INTERFACE)
target_compile_features(package_audit_settings INTERFACE cxx_std_20)

add_library(package_audit_warnings INTERFACE)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(package_audit_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    # GCC bugs 105651 and 105562: false alarms about std::string in optimised builds.
    "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,12>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,14>>:-Wno-restrict;-Wno-maybe-uninitialized>"
    $<$<BOOL:${PACKAGEAUDIT_WERROR}>:-Werror>)
endif()
