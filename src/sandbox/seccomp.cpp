#include "sandbox/restrictions.hpp"

#ifdef PACKAGEAUDIT_HAS_SECCOMP

#include "sandbox/sanitizers.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <seccomp.h>
#include <sys/mman.h>
#include <type_traits>

#endif

namespace package_audit::sandbox {

#ifdef PACKAGEAUDIT_HAS_SECCOMP

namespace {

struct ReleaseFilter {
  void operator()(scmp_filter_ctx filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, ReleaseFilter>;

// Reading, memory, waiting for a lock, the time where the kernel does not map it, and the end.
constexpr std::array k_plain_calls{
    SCMP_SYS(read),
    SCMP_SYS(pread64),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(futex_time64),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_gettime64),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

// The further calls for walking a directory.
constexpr std::array k_directory_calls{
    SCMP_SYS(close),      SCMP_SYS(fstat),      SCMP_SYS(fstat64),    SCMP_SYS(lstat),
    SCMP_SYS(lstat64),    SCMP_SYS(newfstatat), SCMP_SYS(fstatat64),  SCMP_SYS(statx),
    SCMP_SYS(getdents64), SCMP_SYS(readlink),   SCMP_SYS(readlinkat),
};

// The further calls of sanitizer runtimes.
constexpr std::array k_sanitizer_calls{
    SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(sched_yield), SCMP_SYS(getpid),       SCMP_SYS(gettid),
};

bool allow(const Filter& filter, int call) {
  return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
}

bool allow(const Filter& filter, int call, scmp_arg_cmp condition) {
  return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1, condition) == 0;
}

template <typename Calls>
bool allow_all(const Filter& filter, const Calls& calls) {
  bool done = true;
  for (const int call : calls)
    done = done && allow(filter, call);
  return done;
}

scmp_arg_cmp argument_is(unsigned index, int value) {
  return {
      .arg = index, .op = SCMP_CMP_EQ, .datum_a = static_cast<scmp_datum_t>(value), .datum_b = 0};
}

scmp_arg_cmp argument_lacks(unsigned index, unsigned bits) {
  return {.arg = index, .op = SCMP_CMP_MASKED_EQ, .datum_a = bits, .datum_b = 0};
}

// Deny executable mappings.
bool allow_memory(const Filter& filter) {
  const scmp_arg_cmp not_executable = argument_lacks(2, PROT_EXEC);
  return allow(filter, SCMP_SYS(mmap), not_executable) &&
         allow(filter, SCMP_SYS(mmap2), not_executable) &&
         allow(filter, SCMP_SYS(mprotect), not_executable);
}

bool allow_writing(const Filter& filter, int output) {
  return allow(filter, SCMP_SYS(write), argument_is(0, output));
}

bool allow_files(const Filter& filter) {
  // O_TMPFILE contains the bit of O_DIRECTORY, which opening a directory needs. O_RDONLY has no
  // bit.
  constexpr unsigned k_changing =
      O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (unsigned{O_TMPFILE} & ~unsigned{O_DIRECTORY});
  return allow_all(filter, k_directory_calls) &&
         allow(filter, SCMP_SYS(open), argument_lacks(1, k_changing)) &&
         allow(filter, SCMP_SYS(openat), argument_lacks(2, k_changing)) &&
         allow(filter, SCMP_SYS(fcntl), argument_is(1, F_GETFL)) &&
         allow(filter, SCMP_SYS(fcntl), argument_is(1, F_SETFD));
}

} // namespace

bool restrict_by_seccomp(int output, FileAccess access) {
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (!filter) return false;
  bool done =
      allow_all(filter, k_plain_calls) && allow_memory(filter) && allow_writing(filter, output);
  if (access == FileAccess::reading) done = done && allow_files(filter);
  if (k_has_sanitizers) {
    done =
        done && allow_all(filter, k_sanitizer_calls) && allow_writing(filter, k_sanitizer_output);
  }
  // Include the threads that already run.
  done = done && seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) == 0;
  return done && seccomp_load(filter.get()) == 0;
}

#else

bool restrict_by_seccomp(int, FileAccess) {
  return false;
}

#endif

} // namespace package_audit::sandbox
