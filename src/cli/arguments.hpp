#pragma once

#include <optional>
#include <string>
#include <vector>

namespace package_audit::cli {

enum class Command { check, list, init, checks, explain, generate };

// The command line, unchecked: no file was opened, no name looked up.
struct Arguments {
  Command command = Command::check;
  bool help = false;
  bool version = false;
  // Packages, or the single operand of a command.
  std::vector<std::string> operands{};
  std::optional<std::string> policy{};
  std::vector<std::string> defines{};
  std::vector<std::string> build{};
  std::vector<std::string> never_ship{};
  std::optional<std::string> format{};
  std::vector<std::string> reports{};
  std::optional<std::string> record_dir{};
  std::optional<std::string> install_rules{};
  std::optional<std::string> generator{};
  std::optional<std::string> config{};
  std::optional<std::string> root{};
  std::optional<std::string> today{};
  std::optional<std::string> color{};
  std::optional<std::string> output{};
  std::optional<std::string> jobs{};
  bool require_sandbox = false;
};

} // namespace package_audit::cli
