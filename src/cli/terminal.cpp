#include "cli/terminal.hpp"

#include "base/error.hpp"
#include "base/process.hpp"
#include "cli/options.hpp"

#include <cstdlib>
#include <iostream>

namespace package_audit::cli {

namespace {

std::string_view environment(const char* name) {
  // Nothing in this program changes the environment.
  const char* const value = std::getenv(name); // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? "" : value;
}

} // namespace

bool is_terminal(const std::ostream& stream) {
  if (&stream == &std::cout) return base::is_terminal(base::StandardStream::output);
  if (&stream == &std::cerr) return base::is_terminal(base::StandardStream::error);
  return false;
}

report::Color choose_color(const std::optional<std::string>& when, const std::ostream& stream) {
  if (when == "always") return report::Color::always;
  if (when == "never") return report::Color::never;
  if (when && *when != "auto") {
    fail_unknown("value of --color", *when, color_choices());
  }
  if (!environment("NO_COLOR").empty()) return report::Color::never;
  const std::string_view force = environment("CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return report::Color::always;
  if (environment("TERM") == "dumb") return report::Color::never;
  return is_terminal(stream) ? report::Color::always : report::Color::never;
}

void finish(std::ostream& out) {
  out.flush();
  if (!out) throw base::Error("standard output: cannot be written");
}

Progress::Progress(std::ostream& stream) : stream_(is_terminal(stream) ? &stream : nullptr) {}

Progress::~Progress() {
  if (stream_ != nullptr) *stream_ << "\r\x1b[K" << std::flush;
}

void Progress::show(std::string_view what) {
  if (stream_ != nullptr) *stream_ << "\r\x1b[K" << what << std::flush;
}

} // namespace package_audit::cli
