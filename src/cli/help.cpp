#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace package_audit::cli {

namespace {

constexpr std::size_t k_width = 80;
constexpr std::size_t k_help_column = 30;

void write_options(std::ostream& out, std::uint32_t commands, Command command) {
  for (const Option& option : all_options()) {
    if ((option.commands & commands) == 0) continue;
    const std::string left = "  " + spelling(option);
    const std::string help = base::wrap(help_of(option, command), k_help_column, k_width);
    if (left.size() + 2 > k_help_column) {
      out << fmt::format("{}\n{:{}}{}\n", left, "", k_help_column, help);
    } else {
      out << fmt::format("{:{}}{}\n", left, k_help_column, help);
    }
  }
}

void write_exit_codes(std::ostream& out) {
  out << "\nexit codes:\n"
         "  0  every package was read to its end, judged and accepted\n"
         "  1  a package is refused\n"
         "  2  could not judge: wrong usage, invalid policy, a file that cannot be read or "
         "written\n";
}

} // namespace

void write_help(std::ostream& out) {
  out << "package-audit: a package that holds anything its policy does not allow is refused\n\n";
  std::string_view lead = "usage: ";
  for (const CommandInfo& command : all_commands()) {
    out << fmt::format("{}package-audit {}\n", lead, synopsis(command));
    lead = "       ";
  }
  out << "\ncommands:\n";
  for (const CommandInfo& command : all_commands())
    out << fmt::format("  {:10}{}\n", command.name, command.summary);
  out << "\noptions (\"package-audit COMMAND --help\" shows those of one command):\n";
  write_options(out, k_every_command, Command::check);
  write_exit_codes(out);
}

void write_help(std::ostream& out, Command command) {
  const CommandInfo& info = info_of(command);
  out << fmt::format("usage: package-audit {}\n\n{}\n\noptions:\n", synopsis(info),
                     base::wrap(info.description, 0, k_width));
  write_options(out, bit_of(command), command);
  write_exit_codes(out);
}

} // namespace package_audit::cli
