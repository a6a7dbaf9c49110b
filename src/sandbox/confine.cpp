#include "sandbox/confine.hpp"

#include "sandbox/restrictions.hpp"
#include "sandbox/sanitizers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <limits>
#include <optional>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

namespace package_audit::sandbox {

namespace {

// For walking a directory: one for the current file, one for its directory, the rest in reserve.
constexpr rlim_t k_directory_descriptors = 16;

void close_range(unsigned first, unsigned last) {
  if (first > last) return;
#ifdef SYS_close_range
  if (::syscall(SYS_close_range, first, last, 0) == 0) return;
#endif
  const long most = ::sysconf(_SC_OPEN_MAX);
  const unsigned end = most > 0 ? static_cast<unsigned>(most) : 1024;
  for (unsigned number = first; number < end && number <= last; ++number)
    ::close(static_cast<int>(number));
}

void close_all_but(std::array<int, 4> kept) {
  std::sort(kept.begin(), kept.end());
  unsigned next = 0;
  for (const int number : kept) {
    if (number < 0) continue;
    const auto keep = static_cast<unsigned>(number);
    if (keep > 0) close_range(next, keep - 1);
    next = keep + 1;
  }
  close_range(next, std::numeric_limits<unsigned>::max());
}

// The size of this process's address space. Opens its file while files can still be opened.
class AddressSpace {
public:
  AddressSpace() : file_(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC)) {}
  ~AddressSpace() {
    if (file_ >= 0) ::close(file_);
  }
  AddressSpace(const AddressSpace&) = delete;
  AddressSpace& operator=(const AddressSpace&) = delete;

  int descriptor() const { return file_; }
  std::optional<std::uint64_t> in_use() const {
    std::array<char, 64> text{};
    const ssize_t got = ::pread(file_, text.data(), text.size(), 0);
    std::uint64_t pages = 0;
    if (got <= 0 || std::from_chars(text.data(), text.data() + got, pages).ec != std::errc())
      return std::nullopt;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  }

private:
  int file_;
};

template <typename Resource>
bool limit(Resource resource, std::uint64_t soft, std::uint64_t hard) {
  rlimit value{};
  if (::getrlimit(resource, &value) != 0) return false;
  // Keep a narrower limit of the caller.
  value.rlim_max = std::min<rlim_t>(value.rlim_max, hard);
  value.rlim_cur = std::min<rlim_t>(value.rlim_max, soft);
  return ::setrlimit(resource, &value) == 0;
}

bool limit_resources(const AllowedResources& resources, const Limits& limits,
                     std::optional<std::uint64_t> in_use) {
  constexpr std::uint64_t k_max = std::numeric_limits<std::uint64_t>::max() / 2;
  const rlim_t descriptors = resources.directory.empty() ? 0 : k_directory_descriptors;
  const std::uint64_t seconds = std::min(limits.cpu_seconds, k_max);
  // The soft limit raises SIGXCPU, which the parent recognizes; the hard limit kills.
  const bool others = limit(RLIMIT_CPU, seconds, seconds + 1) && limit(RLIMIT_FSIZE, 0, 0) &&
                      limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NPROC, 0, 0) &&
                      limit(RLIMIT_NOFILE, descriptors, descriptors);
  if (!in_use || k_has_sanitizers) return false;
  const std::uint64_t bytes = *in_use + std::min(limits.memory, k_max - *in_use);
  return limit(RLIMIT_AS, bytes, bytes) && others;
}

bool drop_privileges() {
#ifdef __linux__
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
#else
  return false;
#endif
}

// Denies ptrace and core dumps, and restores the default action of SIGXCPU, so that the limit on
// processor time ends the process.
void harden_process() {
#ifdef __linux__
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
#ifdef __GLIBC__
  // Arenas of single threads would use up the memory limit.
  ::mallopt(M_ARENA_MAX, 1);
#endif
  std::signal(SIGXCPU, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

} // namespace

LayerSet confine(const AllowedResources& resources, const Limits& limits, const LayerSet& wanted,
                 const std::function<void()>& start_threads) {
  LayerSet active;
  active.set(Layer::process);
  std::optional<AddressSpace> address_space(std::in_place);
  harden_process();
  close_all_but({k_has_sanitizers ? k_sanitizer_output : -1, resources.input, resources.output,
                 address_space->descriptor()});
  if (wanted.has(Layer::no_new_privs)) active.set(Layer::no_new_privs, drop_privileges());
  // Landlock opens descriptors for a moment, so it precedes their limit.
  if (wanted.has(Layer::landlock)) {
    active.set(Layer::landlock, restrict_by_landlock(resources.directory));
  }
  start_threads();
  const std::optional<std::uint64_t> in_use = address_space->in_use();
  address_space.reset();
  if (wanted.has(Layer::rlimits)) {
    active.set(Layer::rlimits, limit_resources(resources, limits, in_use));
  }
  if (wanted.has(Layer::seccomp)) {
    const FileAccess access = resources.directory.empty() ? FileAccess::none : FileAccess::reading;
    active.set(Layer::seccomp, restrict_by_seccomp(resources.output, access));
  }
  return active;
}

} // namespace package_audit::sandbox
