#pragma once

#include "report/report.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace package_audit::cli {

// Where a command writes: the report, and everything that is not the report.
struct Streams {
  std::ostream& out;
  std::ostream& err;
};

bool is_terminal(const std::ostream& stream);

// `when` is the value of --color; without it NO_COLOR, CLICOLOR_FORCE and TERM decide, then whether
// `stream` is a terminal. Throws Error when `when` is not one of auto, always, never.
report::Colour choose_colour(const std::optional<std::string>& when, const std::ostream& stream);

// Flushes. Throws Error if anything that was written did not arrive: an exit code must never stand
// for a report that nobody got.
void finish(std::ostream& out);

// One line on a terminal that says what is being done and is gone when it is done; nothing where
// `stream` is no terminal.
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
