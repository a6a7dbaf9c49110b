#include "checks/registry.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "policy/builtin.hpp"
#include "report/registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>

namespace package_audit::cli {

namespace {

// Escapes backslashes, hyphens, and a dot or quote at the start of a line.
std::string roff(std::string_view text) {
  std::string escaped = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (const char c : text) {
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

void write_synopsis(std::ostream& out) {
  out << ".SH SYNOPSIS\n";
  for (const CommandInfo& command : all_commands()) {
    out << fmt::format(".B package\\-audit\n{}\n", roff(synopsis(command)));
    out << ".br\n";
  }
}

void write_command(std::ostream& out, const CommandInfo& command) {
  out << fmt::format(".SS {} {}\n{}\n", command.name, roff(command.operands),
                     roff(command.description));
  for (const Option& option : all_options()) {
    const bool everywhere = option.commands == k_every_command;
    if (everywhere || (option.commands & bit_of(command.command)) == 0) continue;
    out << fmt::format(".TP\n.B {}\n{}.\n", roff(spelling(option)),
                       roff(help_of(option, command.command)));
  }
}

void write_man(std::ostream& out) {
  out << ".\\\" Made by: package-audit generate man\n"
         ".TH PACKAGE\\-AUDIT 1\n"
         ".SH NAME\n"
         "package\\-audit \\- refuse packages that hold anything their policy does not allow\n";
  write_synopsis(out);
  out << ".SH DESCRIPTION\n"
         "Opens packages as CPack and others make them (tar, zip, 7z, STGZ, deb, rpm), compares\n"
         "every entry with an allowlist and runs a set of checks. What the allowlist does not "
         "name\n"
         "is refused.\n"
         ".SH COMMANDS\n";
  for (const CommandInfo& command : all_commands())
    write_command(out, command);
  out << ".SH CHECKS\n";
  for (const Check* check : checks::all_checks()) {
    out << fmt::format(".TP\n.B {}\n{} ({})\n", roff(check->id), roff(check->summary),
                       to_string(check->default_severity));
  }
  out << ".SH REPORTS\n";
  for (const report::Reporter& reporter : report::all_reporters())
    out << fmt::format(".TP\n.B {}\n{}\n", roff(reporter.name), roff(reporter.summary));
  out << ".SH EXIT STATUS\n"
         ".TP\n.B 0\nEvery package was read to its end, judged and accepted.\n"
         ".TP\n.B 1\nA package is refused.\n"
         ".TP\n.B 2\nNo verdict: wrong usage, an invalid policy, a file that cannot be read or\n"
         "written.\n"
         ".SH ENVIRONMENT\n"
         ".TP\n.B NO_COLOR\nIf set and not empty, nothing is coloured.\n"
         ".TP\n.B CLICOLOR_FORCE\nIf set and neither empty nor 0, colours are used although "
         "standard\n"
         "output is no terminal.\n"
         ".SH FILES\n"
         ".TP\n.B package\\-audit.json\nThe policy, unless \\-\\-policy names another.\n";
}

void write_checks(std::ostream& out) {
  out << "<!-- Made by: package-audit generate checks -->\n\n"
         "# Checks\n\n"
         "| check | severity | finds |\n| --- | --- | --- |\n";
  for (const Check* check : checks::all_checks()) {
    out << fmt::format("| [`{0}`](#{0}) | {1}{2} | {3} |\n", check->id,
                       to_string(check->default_severity), check->mandatory ? ", fixed" : "",
                       check->summary);
  }
  out << "\nA policy sets the severity of a check (`\"checks\": { \"ID\": \"warning\" }`) and "
         "accepts "
         "single findings by a\ndated exception, except where the severity is fixed.\n";
  for (const Check* check : checks::all_checks()) {
    out << fmt::format("\n## {}\n\nFinds: {}.\n\n{}\n\nFix: {}\n", check->id, check->summary,
                       check->why, check->fix);
  }
}

void write_reports(std::ostream& out) {
  out << "<!-- Made by: package-audit generate reports -->\n\n"
         "# Reports\n\n"
         "| format | file ending | `list` | |\n| --- | --- | --- | --- |\n";
  for (const report::Reporter& reporter : report::all_reporters()) {
    out << fmt::format("| `{}` | `.{}` | {} | {} |\n", reporter.name, reporter.extension,
                       reporter.listing ? "yes" : "", reporter.summary);
  }
  out << fmt::format(
      "\n`package-audit check --format FORMAT` writes a report to standard output (default: `{}`), "
      "`--report FORMAT=FILE` to a file,\n`package_audit(REPORTS FORMAT...)` of the CMake module "
      "to "
      "files with the ending of the format. `package-audit list --format FORMAT`\nlists a package "
      "in the formats with a \"yes\". The record of an accepted package, `PACKAGE{}`, is the JSON "
      "report of that\npackage alone.\n",
      report::k_default_format, report::record_format().suffix);
}

// A part of the CMake module, which may be used before the program is built.
void write_formats(std::ostream& out) {
  out << "# Made by: package-audit generate formats\n"
         "# The formats of reports, and the file ending of each.\n"
         "set(report_formats";
  for (const report::Reporter& reporter : report::all_reporters())
    out << ' ' << reporter.name;
  out << ")\n";
  for (const report::Reporter& reporter : report::all_reporters())
    out << fmt::format("set(extension_of_{} {})\n", reporter.name, reporter.extension);
}

void write_schema(std::ostream& out) {
  out << policy::policy_schema();
}

struct Document {
  std::string_view name;
  void (*write)(std::ostream&);
};

constexpr std::array k_documents{
    Document{"man", write_man},         Document{"checks", write_checks},
    Document{"reports", write_reports}, Document{"schema", write_schema},
    Document{"formats", write_formats}, Document{"completions", write_completions},
};

} // namespace

std::vector<std::string_view> document_names() {
  std::vector<std::string_view> names;
  names.reserve(k_documents.size());
  for (const Document& document : k_documents)
    names.push_back(document.name);
  return names;
}

int run_generate(const Arguments& arguments, const Streams& streams) {
  const std::string& name = arguments.operands.front();
  const auto found = std::find_if(k_documents.begin(), k_documents.end(),
                                  [&](const Document& document) { return document.name == name; });
  if (found == k_documents.end()) fail_unknown("document", name, document_names());
  found->write(streams.out);
  return k_exit_accepted;
}

} // namespace package_audit::cli
