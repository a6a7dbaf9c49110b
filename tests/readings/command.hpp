#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace package_audit::readings {

struct CommandResult {
  int exit_code = 0;
  // Its standard output; standard error is discarded.
  std::string output{};
  // Peak resident memory of the process and its children, in bytes.
  std::uint64_t peak_memory = 0;
};

// Runs a program of the PATH. Throws std::runtime_error when it cannot be started. A program that
// a signal ended has exit code 255.
CommandResult run_command(const std::vector<std::string>& arguments, const std::string& input = {});

} // namespace package_audit::readings
