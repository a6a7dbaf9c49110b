#include "cli/commands.hpp"
namespace package_audit::cli {
int run_init(const Arguments&, const Streams&) {
  return 2;
}
} // namespace package_audit::cli
