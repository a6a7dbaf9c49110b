#include "cli/run.hpp"

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "report/view.hpp"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <ostream>
#include <string_view>

namespace package_audit::cli {

namespace {

// A policy error begins with its location, as a compiler's does, for editors: it stays as it is.
// Any other error gets the program's name in front.
std::string message_line(std::string_view what) {
  const bool is_located =
      what.substr(0, what.find('\n')).find(": error: ") != std::string_view::npos;
  return fmt::format("{}{}\n", is_located ? "" : "package-audit: error: ", what);
}

int run_command(const std::vector<std::string>& args, const Streams& streams) {
  const Arguments arguments = parse_arguments(args);
  int exit_code = k_exit_accepted;
  if (arguments.version) {
    streams.out << "package-audit " << report::tool_version() << '\n';
  } else if (arguments.help) {
    const bool named = !args.empty() && args.front() == info_of(arguments.command).name;
    named ? write_help(streams.out, arguments.command) : write_help(streams.out);
  } else {
    exit_code = info_of(arguments.command).run(arguments, streams);
  }
  finish(streams.out);
  return exit_code;
}

} // namespace

int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  try {
    return run_command(args, {out, err});
  } catch (const std::bad_alloc&) {
    err << "package-audit: error: out of memory\n";
  } catch (const std::exception& error) {
    err << message_line(error.what());
  } catch (...) {
    err << "package-audit: error: unknown failure\n";
  }
  err.flush();
  return k_exit_failed;
}

} // namespace package_audit::cli
