// The script in front of a self-extracting package, and what follows it. The script is the one that
// the cpack of this machine writes.

#include "formats/stgz/script.hpp"
#include "readings/scratch.hpp"
#include "support/archive_builder.hpp"
#include "technique.hpp"

#include <array>
#include <stdexcept>

namespace package_audit::proof {

namespace {

using namespace support;

constexpr std::string_view k_stgz = "acme-1.0.sh";
constexpr std::string_view k_counter = "tail $use_new_tail_syntax +";

std::string script() {
  const std::string package = readings::read_file(PACKAGE_AUDIT_SMALL_PACKAGES "/acme-1.0.sh");
  const auto found = formats::stgz::parse_script(package);
  if (!found) throw std::runtime_error("the fixture's acme-1.0.sh is no STGZ package");
  return package.substr(0, static_cast<std::size_t>(found->size));
}

std::string payload() {
  return compress(formats::compression::Compression::gzip, sound_tar());
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("no such text in the script");
  return text.replace(at, from.size(), to);
}

std::string changed(std::string_view from, std::string_view to) {
  return replaced(script(), from, to) + payload();
}

// A further line, with the number of lines in front of the payload put right.
std::string with_line(std::string_view before, std::string_view line) {
  const std::string text = replaced(script(), before, std::string(line) + std::string(before));
  const std::size_t digits = text.rfind(k_counter) + k_counter.size();
  const std::string number = text.substr(digits, text.find(' ', digits) - digits);
  return replaced(text, std::string(k_counter) + number + " \"$0\"",
                  std::string(k_counter) + std::to_string(std::stoi(number) + 1) + " \"$0\"") +
         payload();
}

std::string counting(int lines) {
  const std::string text = script();
  const std::size_t digits = text.rfind(k_counter) + k_counter.size();
  const std::size_t end = text.find(' ', digits);
  const int number = std::stoi(text.substr(digits, end - digits)) + lines;
  return text.substr(0, digits) + std::to_string(number) + text.substr(end) + payload();
}

std::string with_windows_lines() {
  std::string text = script();
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
    text.insert(at, 1, '\r');
  return text + payload();
}

constexpr std::string_view k_script_declared =
    R"({ "version": 1, "allow": ["**", "STGZ/script"] })";

constexpr std::array k_techniques{
    sound("stgz-sound", "nothing", k_stgz, [] { return script() + payload(); }),
    violation(
        "unlisted-entry", "stgz-changed", "a changed line of the script", k_stgz,
        [] { return changed("interactive=TRUE", "interactive=FALSE"); }, k_script_declared),
    violation(
        "unlisted-entry", "stgz-command", "a further command in a line", k_stgz,
        [] { return changed("  exit 1\n", "  exit 1; touch x\n"); }, k_script_declared),
    violation(
        "unlisted-entry", "stgz-filter", "a further program that reads the payload", k_stgz,
        [] { return changed("| gunzip |", "| gunzip | tee x |"); }, k_script_declared),
    violation(
        "unlisted-entry", "stgz-line", "a further line", k_stgz,
        [] { return with_line("# Display usage", "touch x\n"); }, k_script_declared),
    violation(
        "unlisted-entry", "stgz-comment", "text in a comment", k_stgz,
        [] { return changed("# Display usage", "# Display usage. secret"); }, k_script_declared),
    violation(
        "unlisted-entry", "stgz-comment-line", "a comment of its own", k_stgz,
        [] { return with_line("# Display usage", "# secret\n"); }, k_script_declared),
    violation(
        "unlisted-entry", "stgz-expanded", "a name that a shell would expand", k_stgz,
        [] { return changed("acme Installer", "$(touch x) Installer"); }, k_script_declared),
    broken("stgz-uncounted-line", "a further line in front of the payload", k_stgz,
           [] { return changed("# Display usage", "touch x\n# Display usage"); }),
    broken("stgz-windows", "lines that end as on Windows", k_stgz, with_windows_lines),
    broken("stgz-low-count", "a payload that begins a line later", k_stgz,
           [] { return counting(-1); }),
    broken("stgz-high-count", "a payload that begins a line earlier", k_stgz,
           [] { return counting(1); }),
    ambiguous("stgz-decoy", "gzip data in front of the payload", k_stgz,
              [] {
                return script() +
                       compress(formats::compression::Compression::gzip,
                                make_tar({{.name = "decoy"}})) +
                       "\n" + payload();
              }),
    ambiguous("stgz-behind-payload", "text behind the payload", k_stgz,
              [] { return script() + payload() + "secret"; }),
    ambiguous("stgz-second-payload", "a second payload", k_stgz,
              [] { return script() + payload() + payload(); }),
    broken("stgz-no-payload", "no payload", k_stgz, script),
    broken("stgz-other-payload", "a payload that is not compressed", k_stgz,
           [] { return script() + sound_tar(); }),
    broken("stgz-cut", "cut off", k_stgz,
           [] {
             const std::string whole = script() + payload();
             return whole.substr(0, whole.size() - 3);
           }),
    broken("stgz-other-script", "another script with a payload behind it", k_stgz,
           [] { return "#!/bin/sh\ntail -n +3 \"$0\" | tar xz\n" + payload(); }),
};

} // namespace

std::span<const Technique> stgz_techniques() {
  return k_techniques;
}

} // namespace package_audit::proof
