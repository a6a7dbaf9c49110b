#pragma once

#include "report/paint.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace package_audit::cli {

// The output of a command: the report, and everything else.
struct Streams {
  std::ostream& out;
  std::ostream& err;
};

bool is_terminal(const std::ostream& stream);

// `when` is the value of --color; without it NO_COLOR, CLICOLOR_FORCE and TERM decide, then whether
// `stream` is a terminal. Throws Error when `when` is not one of auto, always, never.
report::Color choose_color(const std::optional<std::string>& when, const std::ostream& stream);

// Flushes. Throws Error when a write failed: an exit code must not stand for a lost report.
void finish(std::ostream& out);

// A status line on a terminal, erased by the destructor; nothing where `stream` is no terminal.
class Progress {
public:
  explicit Progress(std::ostream& stream);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::string_view what);

private:
  std::ostream* stream_;
};

} // namespace package_audit::cli
