#include "fuzz/oracle.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  package_audit::fuzz::check_compressed(data, size);
  return 0;
}
