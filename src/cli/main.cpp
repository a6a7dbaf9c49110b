#include "base/process.hpp"
#include "cli/run.hpp"

#include <iostream>

int main(int argc, char** argv) {
  package_audit::base::reserve_standard_streams();
  package_audit::base::install_signal_handlers();
  return package_audit::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc}, std::cout, std::cerr);
}
