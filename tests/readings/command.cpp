#include "readings/command.hpp"

#include <array>
#include <cstdio>
#include <fcntl.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace package_audit::readings {

namespace {

// A file in memory, so that no pipe can fill up.
class MemoryFile {
public:
  explicit MemoryFile(const std::string& bytes)
      : descriptor_(::memfd_create("package-audit", MFD_CLOEXEC)) {
    const auto size = static_cast<ssize_t>(bytes.size());
    if (descriptor_ < 0 || ::pwrite(descriptor_, bytes.data(), bytes.size(), 0) != size) {
      throw std::runtime_error("no file in memory");
    }
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int descriptor() const { return descriptor_; }
  std::string bytes() const {
    std::string all;
    std::array<char, 65536> block;
    while (true) {
      const ssize_t got =
          ::pread(descriptor_, block.data(), block.size(), static_cast<off_t>(all.size()));
      if (got <= 0) return all;
      all.append(block.data(), static_cast<std::size_t>(got));
    }
  }

private:
  int descriptor_;
};

} // namespace

CommandResult run_command(const std::vector<std::string>& arguments, const std::string& input) {
  const MemoryFile in(input);
  const MemoryFile out({});
  std::vector<char*> argv;
  for (const std::string& argument : arguments)
    argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in.descriptor(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, out.descriptor(), STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int result = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (result != 0) throw std::runtime_error("cannot run " + arguments[0]);
  int status = 0;
  rusage usage{};
  if (::wait4(child, &status, 0, &usage) != child) {
    throw std::runtime_error("lost " + arguments[0]);
  }
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 255,
          .output = out.bytes(),
          .peak_memory = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024};
}

} // namespace package_audit::readings
