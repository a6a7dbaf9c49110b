// The bash completion script, from the tables of commands and options.

#include "cli/commands.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>

namespace package_audit::cli {

namespace {

std::string join_commands(std::string_view separator) {
  std::vector<std::string_view> names;
  for (const CommandInfo& command : all_commands())
    names.push_back(command.name);
  return fmt::to_string(fmt::join(names, separator));
}

// "FORMAT=FILE" completes to "FORMAT=".
void write_choices(std::ostream& out, const Option& option, const CommandInfo& command) {
  const std::string_view end = option.value.find('=') == std::string_view::npos ? "" : "=";
  std::string words;
  for (const std::string_view choice : option.choices(command.command))
    words += fmt::format("{}{}{}", words.empty() ? "" : " ", choice, end);
  out << fmt::format("    {}:--{}) words=\"{}\" ;;\n", command.name, option.name, words);
}

// The cases of `$command:$previous`: the words after an option that takes a value.
void write_values(std::ostream& out) {
  std::vector<std::string> files;
  for (const Option& option : all_options()) {
    if (option.value.empty()) continue;
    for (const CommandInfo& command : all_commands()) {
      if (option.choices != nullptr && (option.commands & bit_of(command.command)) != 0) {
        write_choices(out, option, command);
      }
    }
    if (option.choices != nullptr) continue;
    files.push_back(fmt::format("*:--{}", option.name));
    if (option.letter != 0) files.push_back(fmt::format("*:-{}", option.letter));
  }
  out << fmt::format("    {}) ;;\n", fmt::join(files, "|"));
}

// The cases of `$command:$current`: options and operands.
void write_words(std::ostream& out, const CommandInfo& command) {
  std::vector<std::string> words;
  for (const Option& option : all_options()) {
    if ((option.commands & bit_of(command.command)) != 0)
      words.push_back(fmt::format("--{}", option.name));
  }
  out << fmt::format("        {}:-*) words=\"{}\" ;;\n", command.name, fmt::join(words, " "));
  if (command.choices == nullptr) return;
  out << fmt::format("        {}:*) words=\"{}\" ;;\n", command.name,
                     fmt::join(command.choices(), " "));
}

} // namespace

void write_completions(std::ostream& out) {
  out << "# Made by: package-audit generate completions\n"
         "# Completion of package-audit for bash. Where no word matches, bash completes files.\n"
         "_package_audit() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  local command=check words=\n"
         "  # bash takes \"=\" for a word of its own.\n"
         "  if [[ $current == = ]]; then\n"
         "    current=\n"
         "  elif [[ $previous == = ]]; then\n"
         "    previous=${COMP_WORDS[COMP_CWORD-2]}\n"
         "  fi\n"
         "  if ((COMP_CWORD > 1)); then\n"
         "    case ${COMP_WORDS[1]} in\n";
  out << fmt::format("      {}) command=${{COMP_WORDS[1]}} ;;\n", join_commands("|"));
  out << "    esac\n"
         "  fi\n"
         "  case $command:$previous in\n";
  write_values(out);
  out << "    *)\n"
         "      case $command:$current in\n";
  for (const CommandInfo& command : all_commands())
    write_words(out, command);
  out << "      esac\n";
  out << fmt::format("      if ((COMP_CWORD == 1)); then words+=\" {}\"; fi ;;\n",
                     join_commands(" "));
  out << "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  if [[ ${COMPREPLY[0]-} == *= ]]; then compopt -o nospace 2>/dev/null; fi\n"
         "}\n"
         "complete -o default -F _package_audit package-audit\n";
}

} // namespace package_audit::cli
