// Any bytes as a policy: either a policy or an Error, never a crash.

#include "base/error.hpp"
#include "model/policy.hpp"
#include "policy/load.hpp"
#include "policy/resolve.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Policies are files; this one never touches a disk.
  const int file = ::memfd_create("policy", MFD_CLOEXEC);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
  try {
    const auto policy =
        package_audit::policy::load_policy("/proc/self/fd/" + std::to_string(file), {});
    static_cast<void>(
        package_audit::policy::rules_for(policy, {.file_name = "acme-1.0-Linux.tar.gz"}));
  } catch (const package_audit::base::Error&) {
    static_cast<void>(::close(file));
    return 0;
  }
  static_cast<void>(::close(file));
  return 0;
}
