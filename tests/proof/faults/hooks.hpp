#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

// Stands between this executable and the system: reading and allocating fail as a test wants.
namespace package_audit::proof {

// The faults that pread() injects; unset members inject none.
struct ReadFaults {
  // Bytes that one call returns at most.
  std::size_t most = SIZE_MAX;
  // Every other call ends with EINTR.
  bool interrupted = false;
  // Calls that touch this offset end with EIO.
  std::uint64_t broken_at = UINT64_MAX;
  // Called before each call, with its number from 1 on.
  std::function<void(std::size_t)> before{};
};

// The faults of all calls while this lives.
class WithReadFaults {
public:
  explicit WithReadFaults(ReadFaults faults);
  ~WithReadFaults();
  WithReadFaults(const WithReadFaults&) = delete;
  WithReadFaults& operator=(const WithReadFaults&) = delete;

  // Of pread() so far.
  std::size_t calls() const;
};

// The source of an allocation.
enum class Allocator {
  cpp, // operator new
  c    // malloc() and its kin, which the C libraries call
};

// False where a sanitizer has the allocator for itself.
bool can_fail(Allocator allocator);
// Lets the nth allocation from now on fail, of this process and of those that it forks; 0: none.
void fail_allocation(Allocator allocator, std::size_t nth);
// Since fail_allocation().
std::size_t allocations(Allocator allocator);

} // namespace package_audit::proof
