#include "cli/run.hpp"

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "report/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <ostream>
#include <string_view>

namespace package_audit::cli {

namespace {

struct Runner {
  Command command;
  int (*run)(const Arguments&, const Streams&);
};

constexpr std::array k_runners{
    Runner{Command::check, run_check},     Runner{Command::list, run_list},
    Runner{Command::init, run_init},       Runner{Command::checks, run_checks},
    Runner{Command::explain, run_explain}, Runner{Command::generate, run_generate},
};

// A mistake in a policy says where it is as compilers do, for editors to jump there: it stays as it
// is. Everything else is told apart from other programs' messages.
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
    const auto runner = std::find_if(k_runners.begin(), k_runners.end(), [&](const Runner& r) {
      return r.command == arguments.command;
    });
    exit_code = runner->run(arguments, streams);
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
