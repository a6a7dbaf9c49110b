// Writes a tar of COUNT files of SIZE bytes each to standard output, without a disk in between.
// Usage: tar_stream COUNT SIZE

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

constexpr std::size_t k_record = 512;

// Text-like bytes: a compressor finds something in them, but not everything.
std::string sample_block() {
  std::string block;
  std::uint32_t state = 1;
  while (block.size() < (std::size_t{1} << 20)) {
    state = state * 1'664'525 + 1'013'904'223;
    block += "line " + std::to_string(state) + " of a file in a package\n";
  }
  block.resize(std::size_t{1} << 20);
  return block;
}

void write(const void* bytes, std::size_t size) {
  if (std::fwrite(bytes, 1, size, stdout) != size) std::exit(EXIT_FAILURE);
}

void write_header(std::uint64_t number, std::uint64_t size) {
  char header[k_record] = {};
  std::snprintf(header, 100, "acme-1.0/share/acme/%04u/file-%09u.txt",
                static_cast<unsigned>(number / 1000), static_cast<unsigned>(number));
  std::memcpy(header + 100, "0000644\0000000000\0000000000", 24);
  std::snprintf(header + 124, 12, "%011llo", static_cast<unsigned long long>(size));
  std::memcpy(header + 136, "14500000000", 11);
  std::memcpy(header + 148, "        0", 9);
  std::memcpy(header + 257, "ustar\00000", 8);
  unsigned sum = 0;
  for (const char c : header)
    sum += static_cast<unsigned char>(c);
  std::snprintf(header + 148, 7, "%06o", sum);
  write(header, k_record);
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 3) return EXIT_FAILURE;
  const std::uint64_t count = std::strtoull(argv[1], nullptr, 10);
  const std::uint64_t size = std::strtoull(argv[2], nullptr, 10);
  const std::string block = sample_block();
  const std::string zeros(2 * k_record, '\0');
  for (std::uint64_t number = 0; number < count; ++number) {
    write_header(number, size);
    // Each file starts at another place, so that no two are alike.
    std::size_t from = static_cast<std::size_t>(number * 7919 % block.size());
    for (std::uint64_t left = size; left > 0;) {
      const std::uint64_t rest = block.size() - from;
      const auto length = static_cast<std::size_t>(left < rest ? left : rest);
      write(block.data() + from, length);
      left -= length;
      from = 0;
    }
    write(zeros.data(), (k_record - size % k_record) % k_record);
  }
  write(zeros.data(), zeros.size());
  return std::fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
