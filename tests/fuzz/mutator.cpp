// libFuzzer's own mutations, and then a repair of what they break. One time in eight the damage
// stays.

#include "fuzz/repair.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  const std::size_t mutated = LLVMFuzzerMutate(data, size, max_size);
  if (seed % 8 != 0) package_audit::fuzz::PACKAGEAUDIT_REPAIR(data, mutated);
  return mutated;
}
