#include "checks/checks.hpp"
#include "checks/fact_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// Checks that report what signatures match, or what a reader of a binary or a source map found.

namespace package_audit::checks {

using namespace std::string_view_literals;

namespace {

// The subject of the fact that a reader of scripts and style sheets reports.
constexpr std::string_view k_inline_map = "inline source map";

std::string message_of(const SignatureRule& rule, const Fact& fact) {
  std::string message = fmt::format("{}: {} at byte {}", rule.what, fact.detail, fact.offset);
  if (fact.count == 2) message += ", and in another place";
  if (fact.count > 2) message += fmt::format(", and in {} more places", fact.count - 1);
  if (!rule.hint.empty()) message += fmt::format("; {}", rule.hint);
  return message;
}

// One finding for each file and each rule that names this check and matches in the file, however
// often it does.
std::vector<Finding> run_signatures(const Check& check, const CheckInput& input) {
  std::map<std::string_view, const SignatureRule*> rules;
  for (const SignatureRule& rule : input.signatures) {
    if (rule.check == check.id) rules.emplace(rule.id, &rule);
  }
  std::vector<Finding> findings;
  for (const std::size_t i : input.with_facts) {
    for (const Fact& fact : input.artifact.entries[i].facts) {
      if (fact.kind != FactKind::signature) continue;
      const auto rule = rules.find(fact.subject);
      if (rule == rules.end()) continue;
      findings.push_back({.entry = i,
                          .message = message_of(*rule->second, fact),
                          .severity = rule->second->severity});
    }
  }
  return findings;
}

constexpr auto k_signature_checks = std::to_array<Check>({
    {.id = "access-token",
     .summary = "token or key that opens an account with a service",
     .why = "Whoever has the package has the account's rights. Tokens in published packages are "
            "found by machines within minutes.",
     .fix = "Revoke the token first, then remove it: let the program read it from the environment "
            "or a file of the user. A value that opens nothing needs a dated exception.",
     .default_severity = Severity::error,
     .takes_signatures = true,
     .run = run_signatures},
    {.id = "build-path",
     .summary = "name of the folders, the user or the machine of this build",
     .why = "It tells how the developer's machine is laid out, and programs that look for files "
            "there break, or trust what others put there.",
     .fix = "Compile with -ffile-prefix-map=${CMAKE_SOURCE_DIR}=., strip what is installed, leave "
            "CMAKE_INSTALL_RPATH relative ($ORIGIN), and install no file that configure_file() "
            "wrote build folders into.",
     .default_severity = Severity::error,
     .takes_signatures = true,
     .run = run_signatures},
    {.id = "build-trace",
     .summary = "path of a developer's or a build machine",
     .why = "It tells user names and how the build machine is laid out. Names of the build that is "
            "audited are errors of build-path.",
     .fix = "Compile with -ffile-prefix-map=${CMAKE_SOURCE_DIR}=., strip what is installed, and "
            "leave debug information out of release packages.",
     .default_severity = Severity::note,
     .takes_signatures = true,
     .run = run_signatures},
    {.id = "bulk-data",
     .summary = "database, dump of one, or weights of a model",
     .why = "Such files often hold customers' data, or are worth more than the program they stand "
            "beside.",
     .fix = "Keep it out of the package, or lower this check in the policy where the product is "
            "meant to ship such data.",
     .default_severity = Severity::warning,
     .takes_signatures = true,
     .run = run_signatures},
    {.id = "confidential-marker",
     .summary = "words that the policy does not want to be published",
     .why = "The policy names them because they stand only in what is not meant for others.",
     .fix = "Remove the text, or the file, from the package.",
     .default_severity = Severity::error,
     .takes_signatures = true,
     .run = run_signatures},
    {.id = "credential",
     .summary = "password or login in a file or an address",
     .why = "Whoever has the package can log in where the developers can.",
     .fix = "Change the password, then remove it: let the program read it from the environment or "
            "a file of the user. A value that opens nothing needs a dated exception.",
     .default_severity = Severity::error,
     .takes_signatures = true,
     .run = run_signatures},
    {.id = "private-key",
     .summary = "private key",
     .why = "Whoever has the package can pose as its owner. Once published the key counts as "
            "known, even if the package is withdrawn.",
     .fix = "Keep it out of the package and replace the key if it was ever published. A key that "
            "is public on purpose, such as one for tests, needs a dated exception.",
     .default_severity = Severity::error,
     .takes_signatures = true,
     .run = run_signatures},
    {.id = "repository-data",
     .summary = "part of a repository of Git",
     .why = "It holds the history of the sources, or stands in place of a file that was never "
            "fetched.",
     .fix = "Pack what the build makes, not the working folder; fetch large files (git lfs pull) "
            "before packing.",
     .default_severity = Severity::error,
     .takes_signatures = true,
     .run = run_signatures},
});

struct FactCheck : Check {
  FactKind kind;
  // The message; empty if the fact is harmless.
  std::string (*describe)(const Fact&);
};

std::vector<Finding> run_facts(const Check& check, const CheckInput& input) {
  const auto& row = static_cast<const FactCheck&>(check);
  return report_facts(input, row.kind, row.describe);
}

std::string describe_compiler_command(const Fact& fact) {
  return fmt::format("holds the compiler's command line: {}", fact.subject);
}

std::string describe_debug_info(const Fact& fact) {
  return fact.count > 1 ? fmt::format("holds debug information: {} and {} more sections",
                                      fact.subject, fact.count - 1)
                        : fmt::format("holds debug information: {}", fact.subject);
}

std::string describe_debug_reference(const Fact& fact) {
  return fact.detail.find_first_of("/\\") == std::string::npos
             ? std::string()
             : fmt::format("names where its debug information was: {}", fact.detail);
}

std::string describe_embedded_source(const Fact& fact) {
  return fmt::format("holds the text of source files ({}), first of {}", fact.subject, fact.detail);
}

std::string describe_inline_source_map(const Fact& fact) {
  if (fact.subject != k_inline_map) return {};
  return fmt::format("holds a source map with source text in it: {}", fact.detail);
}

std::string describe_link_time_code(const Fact& fact) {
  return fmt::format("holds intermediate code of the compiler: {}", fact.subject);
}

// Where the system's packages put libraries, or relative to the program itself.
bool is_safe_run_path(std::string_view directory) {
  constexpr std::array k_safe{"/usr/"sv,     "/lib"sv,     "/opt/"sv,        "$ORIGIN"sv,
                              "${ORIGIN}"sv, "$LIB"sv,     "@loader_path"sv, "@executable_path"sv,
                              "@rpath"sv,    "/System/"sv, "/Library/"sv};
  return std::any_of(k_safe.begin(), k_safe.end(),
                     [&](std::string_view start) { return directory.starts_with(start); });
}

std::string describe_run_path(const Fact& fact) {
  const std::string& directory = fact.subject;
  if (is_safe_run_path(directory)) return {};
  if (directory.starts_with('/')) {
    return fmt::format("looks for libraries in {} ({})", directory, fact.detail);
  }
  return fmt::format("looks for libraries in the folder it is started from: \"{}\" ({})", directory,
                     fact.detail);
}

std::string describe_source_map(const Fact& fact) {
  if (fact.subject == k_inline_map) return {};
  return fmt::format("is a source map with source text in it: {}", fact.detail);
}

std::string describe_source_reference(const Fact& fact) {
  return fmt::format("names a source: {}", fact.detail);
}

std::string describe_symbol_table(const Fact& fact) {
  return fmt::format("is not stripped: it has {}", fact.subject);
}

std::string describe_trailing_data(const Fact& fact) {
  return fmt::format("goes on behind the end of its format ({}), at byte {}", fact.subject,
                     fact.offset);
}

std::string describe_unread_structure(const Fact& fact) {
  return fact.detail.empty()
             ? fmt::format("cannot be followed as {}", fact.subject)
             : fmt::format("cannot be followed as {}: {}", fact.subject, fact.detail);
}

constexpr auto k_fact_checks = std::to_array<FactCheck>({
    {{.id = "compiler-command",
      .summary = "command line of the compiler inside a program",
      .why = "It tells options, macros and paths of the build, and sometimes keys that were passed "
             "as macros.",
      .fix =
          "Compile without -frecord-gcc-switches and -fembed-bitcode, and strip what is installed.",
      .default_severity = Severity::warning,
      .run = run_facts},
     FactKind::command_line,
     describe_compiler_command},
    {{.id = "debug-info",
      .summary = "debug information of a program",
      .why = "It holds the names of all functions, variables and source files, often the whole "
             "layout of the source tree, and lets anybody read the program like its source.",
      .fix = "Strip what is installed (cmake --install --strip, CPACK_STRIP_FILES), build release "
             "packages without -g, and ship debug information in a package of its own, for which a "
             "\"packages\" block of the policy sets this check to off.",
      .default_severity = Severity::error,
      .run = run_facts},
     FactKind::debug_info,
     describe_debug_info},
    {{.id = "debug-reference",
      .summary = "path of the file that holds the debug information",
      .why = "The path tells how the build machine is laid out.",
      .fix = "Link with /PDBALTPATH:%_PDB% on Windows; strip debug maps on macOS.",
      .default_severity = Severity::note,
      .run = run_facts},
     FactKind::debug_reference,
     describe_debug_reference},
    {{.id = "embedded-source",
      .summary = "source text inside debug information",
      .why =
          "The file holds the sources themselves, comments included, where nobody looks for them.",
      .fix = "Compile without -gembed-source, and strip what is installed.",
      .default_severity = Severity::error,
      .run = run_facts},
     FactKind::embedded_source,
     describe_embedded_source},
    {{.id = "inline-source-map",
      .summary = "source map with source text, inside a script or a style sheet",
      .why = "The map holds the original sources of the bundle, comments included. Whole products "
             "have been published this way.",
      .fix = "Switch inline source maps off in the bundler (devtool: false, --sourcemap=external) "
             "and keep the maps for your error tracker.",
      .default_severity = Severity::error,
      .run = run_facts},
     FactKind::source_map,
     describe_inline_source_map},
    {{.id = "link-time-code",
      .summary = "intermediate code for link-time optimisation",
      .why = "It is the program in a form that is close to its source, and works only with the "
             "compiler that wrote it.",
      .fix = "Install what the linker made. For static libraries add -fno-lto or -ffat-lto-objects "
             "and strip the sections.",
      .default_severity = Severity::error,
      .run = run_facts},
     FactKind::link_time_code,
     describe_link_time_code},
    {{.id = "run-path",
      .summary = "program that looks for libraries where nobody installs them",
      .why = "Whoever can write to that folder has the program load what they like; a folder of "
             "the build machine tells how it is laid out.",
      .fix = "Set CMAKE_INSTALL_RPATH to a path that begins with $ORIGIN (@loader_path on macOS), "
             "and leave CMAKE_BUILD_WITH_INSTALL_RPATH and CMAKE_INSTALL_RPATH_USE_LINK_PATH off.",
      .default_severity = Severity::error,
      .run = run_facts},
     FactKind::run_path,
     describe_run_path},
    {{.id = "source-map",
      .summary = "source map with source text in it",
      .why = "It holds the original sources of a bundle, comments included. Whole products have "
             "been published this way.",
      .fix = "Leave maps out of the package, or have the bundler write them without "
             "sourcesContent, and keep the full ones for your error tracker.",
      .default_severity = Severity::error,
      .run = run_facts},
     FactKind::source_map,
     describe_source_map},
    {{.id = "source-reference",
      .summary = "name of a source file or of the place where a source map is",
      .why = "It leads to the sources, or tells where they are kept.",
      .fix = "Have the bundler or the compiler write relative names, or none.",
      .default_severity = Severity::note,
      .run = run_facts},
     FactKind::source_reference,
     describe_source_reference},
    {{.id = "symbol-table",
      .summary = "names of functions and variables that nothing needs to run",
      .why = "They help whoever takes the program apart, and tell what it is made of.",
      .fix = "Strip what is installed: cmake --install --strip, or CPACK_STRIP_FILES.",
      .default_severity = Severity::note,
      .run = run_facts},
     FactKind::symbol_table,
     describe_symbol_table},
    {{.id = "trailing-data",
      .summary = "bytes behind the end of a file's format",
      .why = "Programs that show the file pass over them, so nobody sees what they are: an "
             "archive, a script, another file.",
      .fix = "Find out which tool appended them. A program that carries its data this way on "
             "purpose needs a dated exception.",
      .default_severity = Severity::error,
      .run = run_facts},
     FactKind::trailing_data,
     describe_trailing_data},
    {{.id = "unread-structure",
      .summary = "file whose structure is damaged or could not be followed",
      .why = "What could not be followed was not looked at by the checks that read this format.",
      .fix =
          "See whether the file is whole. A format that is odd on purpose needs a dated exception.",
      .default_severity = Severity::warning,
      .run = run_facts},
     FactKind::unread_structure,
     describe_unread_structure},
});

} // namespace

void add_content_checks(std::vector<const Check*>& checks) {
  for (const Check& check : k_signature_checks)
    checks.push_back(&check);
  for (const FactCheck& check : k_fact_checks)
    checks.push_back(&check);
}

} // namespace package_audit::checks
