#include "cli/run.hpp"

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

} // namespace

int main(int argc, char** argv) {
  occupy_standard_streams();
  return package_audit::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc}, std::cout, std::cerr);
}
