#include "cli/run.hpp"

#include <csignal>
#include <fcntl.h>
#include <iostream>
#include <unistd.h>

namespace {

// A standard stream that was closed by the caller would hand its number to the next file that is
// opened, and what is printed would go there. Occupied read-only, printing fails instead.
void occupy_standard_streams() {
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(number, F_GETFD) == -1) ::open("/dev/null", O_RDONLY);
  }
}

// What cannot be written is an error with a message and an exit code, not a signal that ends the
// program before it can say so. A child that ends has to be seen, whatever the caller ignores.
void settle_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGCHLD, SIG_DFL);
}

} // namespace

int main(int argc, char** argv) {
  occupy_standard_streams();
  settle_signals();
  return package_audit::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc}, std::cout, std::cerr);
}
