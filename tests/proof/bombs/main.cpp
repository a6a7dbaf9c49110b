// Makes a small file that is more than it seems, and audits it, mostly with the default limits: it
// must be refused with the limit's name, and in little memory. Usage: bombs PACKAGE_AUDIT NAME

#include "bomb.hpp"
#include "readings/command.hpp"
#include "readings/scratch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

// GCC defines the macro __SANITIZE_ADDRESS__, clang has the feature.
#if !defined(__has_feature)
#define __has_feature(feature) 0
#endif

namespace {

using namespace package_audit;
using namespace package_audit::proof;

struct Bomb {
  std::string_view name;
  std::string_view ending;
  void (*write)(BombFile&);
  // A text that the report must contain.
  std::string_view finding;
  std::uint64_t memory_mib;
  // The policy's limits.
  std::string_view limits = "{}";
};

constexpr std::array k_bombs{
    Bomb{"gzip_of_4_gib", "tar.gz", write_gzip_of_4_gib, "raise limits.", 64},
    Bomb{"overlapping_zip", "zip", write_overlapping_zip, "overlap", 64},
    Bomb{"zip_of_a_million", "zip", write_zip_of_a_million, "raise limits.entries", 256},
    Bomb{"tar_of_a_million", "tar.gz", write_tar_of_a_million, "raise limits.entries", 256},
    Bomb{"long_name_headers", "tar.gz", write_long_name_headers, "ambiguous-package", 64},
    Bomb{"xz_dictionary", "tar.xz", write_xz_with_large_dictionary, "raise limits.memory", 64},
    Bomb{"ppmd_memory", "7z", write_7z_with_large_ppmd, "raise limits.memory", 64},
    Bomb{"depth_50", "tar.gz", write_fifty_archives_in_each_other, "raise limits.nesting", 64},
    Bomb{"zip_chain", "zip", write_seventeen_zips_in_each_other, "raise limits.nesting", 64},
    Bomb{"sparse_tar", "tar", write_sparse_tar, "sparse", 64},
    Bomb{"quine", "tar.gz", write_gzip_quine, "not a package of any known format", 64},
    Bomb{"quine_in_package", "tar.gz", write_package_with_gzip_quine, "raise limits.nesting", 64},
    Bomb{"quine_at_most_nesting", "tar.gz", write_package_with_gzip_quine, "nesting is over 100",
         64, R"({ "nesting": 100 })"},
};

// Shadow memory is no measure of ours.
constexpr bool measures_memory() {
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
  return false;
#else
  return true;
#endif
}

void expect(bool condition, const std::string& what, int& failures) {
  if (condition) return;
  fmt::print("FAILED: {}\n", what);
  ++failures;
}

// In a process of its own: a child's peak begins with that of the process that starts it.
void write(const Bomb& bomb, const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      BombFile file(path);
      bomb.write(file);
      file.close();
      std::_Exit(EXIT_SUCCESS);
    } catch (const std::exception& error) {
      fmt::print(stderr, "{}\n", error.what());
      std::_Exit(EXIT_FAILURE);
    }
  }
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0) {
    throw std::runtime_error("the bomb was not made");
  }
}

int run(const std::string& program, const Bomb& bomb) {
  const readings::Scratch scratch;
  const std::string policy = scratch.write(
      "policy.json",
      fmt::format(R"({{ "version": 1, "allow": ["**"], "limits": {} }})", bomb.limits));
  const std::string package = fmt::format("{}/acme-1.0.{}", scratch.path(), bomb.ending);
  write(bomb, package);

  const auto begin = std::chrono::steady_clock::now();
  const readings::CommandResult result =
      readings::run_command({program, "check", "--policy", policy, package});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;

  const std::uint64_t peak = result.peak_memory >> 20;
  fmt::print("{}\n{}: {} bytes, {:.1f} s, {} MiB at most\n", result.output, bomb.name,
             std::filesystem::file_size(package), took.count(), peak);
  int failures = 0;
  expect(result.exit_code == 1, fmt::format("exit code {}", result.exit_code), failures);
  expect(result.output.find(bomb.finding) != std::string::npos,
         fmt::format("the report does not say \"{}\"", bomb.finding), failures);
  expect(!measures_memory() || peak <= bomb.memory_mib,
         fmt::format("more than {} MiB", bomb.memory_mib), failures);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("usage: bombs PACKAGE_AUDIT NAME");
    const auto bomb = std::find_if(k_bombs.begin(), k_bombs.end(),
                                   [&](const Bomb& each) { return each.name == argv[2]; });
    if (bomb == k_bombs.end()) throw std::runtime_error("no such bomb");
    return run(argv[1], *bomb);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bombs: {}\n", error.what());
    return EXIT_FAILURE;
  }
}
