#include "cli/options.hpp"

#include "cli/commands.hpp"
#include "report/registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace package_audit::cli {

namespace {

constexpr std::size_t k_no_maximum = static_cast<std::size_t>(-1);

constexpr std::array k_commands{
    CommandInfo{Command::check, "check", "PACKAGE...", 1, k_no_maximum,
                "judge packages by a policy; the command when none is named",
                "Reads every package from the first byte to the last, compares what it holds with "
                "the policy's allowlist, runs every check and reports what it found. A folder is "
                "judged as a staged tree. All packages are judged before the verdict is given.",
                run_check},
    CommandInfo{Command::list, "list", "PACKAGE", 1, 1, "show what a package holds",
                "Shows the package as a tree, each entry with its mode, its size and a mark: + the "
                "policy allows it, ! the policy or a check refuses it. Without a policy nothing is "
                "marked.",
                run_list},
    CommandInfo{Command::init, "init", "PACKAGE...", 1, k_no_maximum,
                "write a starter policy that accepts these packages",
                "Proposes an allowlist: versions, sonames and platform names become patterns, "
                "large folders of one kind of file become one entry. What a built-in check refuses "
                "is never allowed but listed as a comment. An existing file is not overwritten.",
                run_init},
    CommandInfo{Command::checks, "checks", "", 0, 0, "list every check with its severity",
                "Lists every check: its id, its default severity and what it finds.", run_checks},
    CommandInfo{Command::explain, "explain", "CHECK", 1, 1,
                "say why a check exists and what to do about a finding",
                "Says what a check finds, why that is wrong to ship, and what to do about it.",
                run_explain, check_ids},
    CommandInfo{
        Command::generate, "generate", "DOCUMENT", 1, 1,
        "print documentation made from the program itself",
        "Prints man (the man page), checks or reports (their description in Markdown), schema "
        "(the JSON schema of policies, for editors), completions (for bash) or formats (the "
        "formats of reports, for the CMake module).",
        run_generate, document_names},
};

// The default first.
std::vector<std::string_view> format_choices(Command command) {
  std::vector<std::string_view> names = formats_of(command);
  std::stable_partition(names.begin(), names.end(),
                        [](std::string_view name) { return name == report::k_default_format; });
  return names;
}

std::vector<std::string_view> report_choices(Command) {
  return formats_of(Command::check);
}

constexpr std::uint32_t k_check = bit_of(Command::check);
constexpr std::uint32_t k_judges = k_check | bit_of(Command::list);
constexpr std::uint32_t k_reads = k_judges | bit_of(Command::init);

constexpr std::array k_options{
    Option{"policy", 0, "FILE", "the policy, or builtin:NAME for a bundled one", k_judges, false,
           [](Arguments& a, const std::string& v) { a.policy = v; }},
    Option{"define", 'D', "NAME=VALUE", "value of ${NAME} in the policy", k_judges, true,
           [](Arguments& a, const std::string& v) { a.defines.push_back(v); }},
    Option{"format", 0, "NAME", "what standard output gets: {}", k_judges, false,
           [](Arguments& a, const std::string& v) { a.format = v; }, format_choices},
    Option{"report", 0, "FORMAT=FILE", "also write a report to FILE", k_check, true,
           [](Arguments& a, const std::string& v) { a.reports.push_back(v); }, report_choices},
    Option{"record-dir", 0, "DIR", "write DIR/PACKAGE.audit.json for each accepted package",
           k_check, false, [](Arguments& a, const std::string& v) { a.record_dir = v; }},
    Option{"install-rules", 0, "BUILD_DIR",
           "name the install() call of each refused file, as CMake's file API reports them in this "
           "build folder",
           k_check, false, [](Arguments& a, const std::string& v) { a.install_rules = v; }},
    Option{"build", 0, "NAME=VALUE",
           "what names this build and may be in no package: source, binary and home folder, user, "
           "host",
           k_check, true, [](Arguments& a, const std::string& v) { a.build.push_back(v); }},
    Option{"never-ship", 0, "PATH",
           "a file or folder of the project: no file in it may be in a package, under any name",
           k_check, true, [](Arguments& a, const std::string& v) { a.never_ship.push_back(v); }},
    Option{"generator", 0, "NAME", "the CPack generator, for the policy's \"packages\" blocks",
           k_judges, false, [](Arguments& a, const std::string& v) { a.generator = v; }},
    Option{"config", 0, "NAME", "the build configuration, for the policy's \"packages\" blocks",
           k_judges, false, [](Arguments& a, const std::string& v) { a.config = v; }},
    Option{"root", 0, "NAME", "the package's top folder, where it is not named after the package",
           k_reads, false, [](Arguments& a, const std::string& v) { a.root = v; }},
    Option{"today", 0, "YYYY-MM-DD",
           "the day for which exceptions are judged (default: today, UTC)", k_judges, false,
           [](Arguments& a, const std::string& v) { a.today = v; }},
    Option{"output", 'o', "FILE", "where the policy goes: package-audit.json unless said, - prints",
           bit_of(Command::init), false, [](Arguments& a, const std::string& v) { a.output = v; }},
    Option{"jobs", 'j', "N",
           "how many threads may work at a time (default: one for each processor); what is "
           "reported does not depend on it",
           k_reads, false, [](Arguments& a, const std::string& v) { a.jobs = v; }},
    Option{"require-sandbox", 0, "",
           "refuse to read a package where the system lacks a layer of the sandbox", k_reads, false,
           [](Arguments& a, const std::string&) { a.require_sandbox = true; }},
    Option{"color", 0, "WHEN", "{}", k_reads, false,
           [](Arguments& a, const std::string& v) { a.color = v; },
           [](Command) { return color_choices(); }},
    Option{"help", 'h', "", "show this help", k_every_command, true,
           [](Arguments& a, const std::string&) { a.help = true; }},
    Option{"version", 0, "", "show the version", k_every_command, true,
           [](Arguments& a, const std::string&) { a.version = true; }},
};

} // namespace

std::span<const CommandInfo> all_commands() {
  return k_commands;
}

const CommandInfo& info_of(Command command) {
  return *std::find_if(k_commands.begin(), k_commands.end(),
                       [&](const CommandInfo& info) { return info.command == command; });
}

std::span<const Option> all_options() {
  return k_options;
}

std::string synopsis(const CommandInfo& command) {
  const bool has_options =
      std::any_of(k_options.begin(), k_options.end(), [&](const Option& option) {
        return option.commands != k_every_command &&
               (option.commands & bit_of(command.command)) != 0;
      });
  std::string text(command.command == Command::check ? "[check]" : command.name);
  if (has_options) text += " [OPTIONS]";
  if (!command.operands.empty()) text += fmt::format(" {}", command.operands);
  return text;
}

std::string help_of(const Option& option, Command command) {
  std::string text(option.help);
  const std::size_t at = text.find("{}");
  if (at == std::string::npos) return text;
  const std::vector<std::string_view> choices = option.choices(command);
  std::string list = fmt::format("{} (the default)", choices.front());
  for (std::size_t i = 1; i < choices.size(); ++i)
    list += fmt::format("{}{}", i + 1 == choices.size() ? " or " : ", ", choices[i]);
  return text.replace(at, 2, list);
}

std::vector<std::string_view> formats_of(Command command) {
  std::vector<std::string_view> names;
  for (const report::Reporter& reporter : report::all_reporters()) {
    if (command != Command::list || reporter.listing) names.push_back(reporter.name);
  }
  return names;
}

std::vector<std::string_view> color_choices() {
  return {"auto", "always", "never"};
}

std::string spelling(const Option& option) {
  std::string text = option.letter != 0 ? fmt::format("-{}, ", option.letter) : "";
  text += fmt::format("--{}", option.name);
  if (!option.value.empty()) text += fmt::format(" {}", option.value);
  return text;
}

} // namespace package_audit::cli
