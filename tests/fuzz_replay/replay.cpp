// Runs a fuzz target once on each file of the folders that are named; fails when there is none.

#include "readings/scratch.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  int count = 0;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::exists(argv[i])) continue;
    for (const auto& file : std::filesystem::directory_iterator(argv[i])) {
      const std::string bytes = package_audit::readings::read_file(file.path().native());
      std::printf("%s\n", file.path().filename().c_str());
      std::fflush(stdout);
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++count;
    }
  }
  std::printf("%d inputs\n", count);
  return count == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
