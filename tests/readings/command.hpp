#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace package_audit::readings {

struct CommandResult {
  int exit_code = 0;
  // What it wrote to standard output; what it wrote to standard error is lost.
  std::string output{};
  // The most memory that it, or what it waited for, had resident; bytes.
  std::uint64_t peak_memory = 0;
};

// Runs a program of the PATH. Throws std::runtime_error when it cannot be started. A program that
// a signal ended has exit code 255.
CommandResult run_command(const std::vector<std::string>& arguments, const std::string& input = {});

} // namespace package_audit::readings
