#include "sandbox/restrictions.hpp"

#ifdef __linux__

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#endif

namespace package_audit::sandbox {

#ifdef __linux__

namespace {

// The kernel's interface by its numbers (include/uapi/linux/landlock.h of Linux 6.12), because the
// headers of a system are often older than its kernel.
constexpr long k_create_ruleset = 444;
constexpr long k_add_rule = 445;
constexpr long k_restrict_self = 446;
constexpr unsigned k_create_ruleset_version = 1;
constexpr int k_path_beneath = 1;
constexpr std::uint64_t k_read_file = 1U << 2;
constexpr std::uint64_t k_read_dir = 1U << 3;

struct RulesetAttributes {
  std::uint64_t file_access;
  std::uint64_t network_access;
  std::uint64_t scoped;
};

struct [[gnu::packed]] PathBeneath {
  std::uint64_t allowed;
  std::int32_t directory;
};

// Every right of version `version` of the interface: first file access (13 rights, then
// "refer", "truncate" and "ioctl on devices"), then TCP bind and connect, then abstract sockets and
// signals.
RulesetAttributes rights_of(long version) {
  constexpr std::array<std::uint64_t, 6> k_file{0x0, 0x1FFF, 0x3FFF, 0x7FFF, 0x7FFF, 0xFFFF};
  const auto known = static_cast<std::size_t>(std::min(version, long{5}));
  return {.file_access = k_file.at(known),
          .network_access = version >= 4 ? 0x3U : 0x0U,
          .scoped = version >= 6 ? 0x3U : 0x0U};
}

class Descriptor {
public:
  explicit Descriptor(long number) : number_(static_cast<int>(number)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

private:
  int number_;
};

bool allow_reading(const Descriptor& ruleset, const std::string& directory) {
  const Descriptor opened(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (opened.number() < 0) return false;
  const PathBeneath rule{.allowed = k_read_file | k_read_dir, .directory = opened.number()};
  return ::syscall(k_add_rule, ruleset.number(), k_path_beneath, &rule, 0) == 0;
}

} // namespace

bool restrict_by_landlock(const std::string& directory) {
  const long version =
      ::syscall(k_create_ruleset, nullptr, std::size_t{0}, k_create_ruleset_version);
  if (version < 1) return false;
  const RulesetAttributes rights = rights_of(version);
  // An older kernel accepts the longer structure while the fields unknown to it are zero.
  const Descriptor ruleset(::syscall(k_create_ruleset, &rights, sizeof(rights), 0));
  if (ruleset.number() < 0) return false;
  if (!directory.empty() && !allow_reading(ruleset, directory)) return false;
  return ::syscall(k_restrict_self, ruleset.number(), 0) == 0;
}

#else

bool restrict_by_landlock(const std::string&) {
  return false;
}

#endif

} // namespace package_audit::sandbox
