#include "hooks.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <new>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

// GCC defines the macro, clang has the feature.
#if !defined(__has_feature)
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define PACKAGEAUDIT_OWN_MALLOC 0
#else
#define PACKAGEAUDIT_OWN_MALLOC 1
#endif

namespace package_audit::proof {

namespace {

bool g_active = false;
std::size_t g_calls = 0;

ReadFaults& faults() {
  static ReadFaults instance;
  return instance;
}

// Memory is asked for before main(): zeros have to do until then.
struct Count {
  std::size_t made = 0;
  std::size_t failing = 0;
};
Count g_cpp;
Count g_c;

Count& count_of(Allocator allocator) {
  return allocator == Allocator::cpp ? g_cpp : g_c;
}

bool should_fail(Count& count) {
  return ++count.made == count.failing;
}

ssize_t read_at(int descriptor, void* into, std::size_t size, off_t offset) {
  if (g_active) {
    const ReadFaults& active = faults();
    ++g_calls;
    if (active.before) active.before(g_calls);
    if (active.interrupted && g_calls % 2 == 1) {
      errno = EINTR;
      return -1;
    }
    const auto begin = static_cast<std::uint64_t>(offset);
    if (active.broken_at >= begin && active.broken_at - begin < size) {
      errno = EIO;
      return -1;
    }
    size = std::min(size, active.most);
  }
  return ::syscall(SYS_pread64, descriptor, into, size, offset);
}

} // namespace

WithReadFaults::WithReadFaults(ReadFaults wanted) {
  faults() = std::move(wanted);
  g_calls = 0;
  g_active = true;
}
WithReadFaults::~WithReadFaults() {
  g_active = false;
}
std::size_t WithReadFaults::calls() const {
  return g_calls;
}

bool can_fail(Allocator allocator) {
  return allocator == Allocator::cpp || PACKAGEAUDIT_OWN_MALLOC == 1;
}
void fail_allocation(Allocator allocator, std::size_t nth) {
  count_of(allocator) = {.made = 0, .failing = nth};
}
std::size_t allocations(Allocator allocator) {
  return count_of(allocator).made;
}

} // namespace package_audit::proof

extern "C" ssize_t pread(int descriptor, void* into, std::size_t size, off_t offset) {
  return package_audit::proof::read_at(descriptor, into, size, offset);
}
extern "C" ssize_t pread64(int descriptor, void* into, std::size_t size, off_t offset) {
  return package_audit::proof::read_at(descriptor, into, size, offset);
}

#if PACKAGEAUDIT_OWN_MALLOC

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);

void* malloc(std::size_t size) {
  if (!package_audit::proof::should_fail(package_audit::proof::g_c)) return __libc_malloc(size);
  errno = ENOMEM;
  return nullptr;
}
void* calloc(std::size_t count, std::size_t size) {
  if (!package_audit::proof::should_fail(package_audit::proof::g_c)) {
    return __libc_calloc(count, size);
  }
  errno = ENOMEM;
  return nullptr;
}
void* realloc(void* block, std::size_t size) {
  if (!package_audit::proof::should_fail(package_audit::proof::g_c)) {
    return __libc_realloc(block, size);
  }
  errno = ENOMEM;
  return nullptr;
}
}

#else

static void* __libc_malloc(std::size_t size) {
  return std::malloc(size);
}

#endif

void* operator new(std::size_t size) {
  const bool fails = package_audit::proof::should_fail(package_audit::proof::g_cpp);
  void* const block = fails ? nullptr : __libc_malloc(size == 0 ? 1 : size);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}
void operator delete(void* block) noexcept {
  std::free(block);
}
void operator delete(void* block, std::size_t) noexcept {
  std::free(block);
}
