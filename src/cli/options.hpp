#pragma once

#include "cli/arguments.hpp"
#include "cli/terminal.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::cli {

// One command: dispatch, --help and the man page all come from this record.
struct CommandInfo {
  Command command = Command::check;
  std::string_view name{};
  // As a synopsis shows them: "PACKAGE...".
  std::string_view operands{};
  std::size_t min_operands = 0;
  std::size_t max_operands = 0;
  std::string_view summary{};
  // Whole sentences.
  std::string_view description{};
  // Returns the exit code.
  int (*run)(const Arguments&, const Streams&) = nullptr;
  // The words that an operand may be; null where it names a file.
  std::vector<std::string_view> (*choices)() = nullptr;
};

// One option: parsing, --help, the man page and completions all come from this record.
struct Option {
  std::string_view name{};
  // 0 when there is none.
  char letter = 0;
  // The placeholder of the value in help; empty for an option without one.
  std::string_view value{};
  // A clause in lower case without a full stop; "{}" stands for the choices.
  std::string_view help{};
  // One bit for each command that takes it, see bit_of().
  std::uint32_t commands = 0;
  bool repeatable = false;
  void (*apply)(Arguments&, const std::string&) = nullptr;
  // The words that the value may be, the default first; null where there is no such list.
  std::vector<std::string_view> (*choices)(Command) = nullptr;
};

constexpr std::uint32_t k_every_command = ~0u;

constexpr std::uint32_t bit_of(Command command) {
  return 1u << static_cast<unsigned>(command);
}

std::span<const CommandInfo> all_commands();
const CommandInfo& info_of(Command command);
std::span<const Option> all_options();

// "[check] [OPTIONS] PACKAGE...": what follows the program's name.
std::string synopsis(const CommandInfo& command);

// "-D, --define NAME=VALUE".
std::string spelling(const Option& option);

// The clause with its choices: "what standard output gets: text (the default) or json".
std::string help_of(const Option& option, Command command);

// The formats that `check` reports in, or that `list` lists in, by name.
std::vector<std::string_view> formats_of(Command command);

std::vector<std::string_view> color_choices();

// Throws Error for an unknown option, a missing value, an option that the command does not take or
// that is given twice, too few or too many operands.
Arguments parse_arguments(std::span<const std::string> words);

// Throws Error: `what` "word" is not known, with the nearest of `known` if one is near.
[[noreturn]] void fail_unknown(std::string_view what, std::string_view word,
                               std::span<const std::string_view> known);

} // namespace package_audit::cli
