#pragma once

namespace package_audit::sandbox {

// AddressSanitizer reserves terabytes of address space, which rules out a limit; and sanitizers
// report on standard error, which the worker keeps open for them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool k_has_sanitizers = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||                         \
    __has_feature(thread_sanitizer)
inline constexpr bool k_has_sanitizers = true;
#else
inline constexpr bool k_has_sanitizers = false;
#endif
#else
inline constexpr bool k_has_sanitizers = false;
#endif

inline constexpr int k_sanitizer_output = 2;

} // namespace package_audit::sandbox
