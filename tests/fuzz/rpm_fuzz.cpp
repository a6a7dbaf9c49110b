#include "fuzz/oracle.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  package_audit::fuzz::check_package(data, size, package_audit::Format::rpm);
  return 0;
}
