// Makes archives with one odd structure each and compares what we see in them with what other
// readers see. Fails when we accept one that two of the others disagree about, or in which we see
// other members than one of them. Usage: differential zip|tar|tar.gz FIRST COUNT; archive number N
// is the same on every machine.

#include "base/text.hpp"
#include "formats.hpp"
#include "readers.hpp"
#include "readings/scratch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>

namespace {

using namespace package_audit;
using namespace package_audit::proof;

struct Job {
  Mutant (*make)(Random&) = nullptr;
  Format format = Format::unknown;
};

Job job_of(std::string_view name) {
  if (name == "zip") return {make_zip, Format::zip};
  if (name == "tar") return {make_tar, Format::tar};
  if (name == "tar.gz") return {make_tar_gz, Format::tar_gz};
  throw std::runtime_error("no such format");
}

struct Tally {
  std::size_t accepted = 0;
  std::size_t disputed = 0;
  std::size_t failures = 0;
};

bool disputed(const std::vector<Listing>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Listing& one) {
    const Listing& first = others.front();
    return one.lists != first.lists || one.reads != first.reads || one.items != first.items;
  });
}

void compare(const Listing& ours, const std::vector<Listing>& others, const std::string& label,
             Tally& tally) {
  const bool dispute = disputed(others);
  tally.disputed += dispute ? 1 : 0;
  if (!ours.reads) return;
  ++tally.accepted;
  if (!dispute && others.front().items == ours.items) return;
  ++tally.failures;
  fmt::print("FAILED: {}\n{}", label, describe(ours));
  for (const Listing& listing : others)
    fmt::print("{}", describe(listing));
}

Tally run(const Job& job, std::uint32_t first, std::uint32_t count) {
  const readings::Scratch scratch;
  std::vector<Mutant> mutants;
  std::vector<std::string> files;
  for (std::uint32_t number = first; number < first + count; ++number) {
    Random random(number);
    mutants.push_back(job.make(random));
    files.push_back(
        scratch.write(fmt::format("{}.{}", number, to_string(job.format)), mutants.back().bytes));
  }
  const std::vector<Listing> python = list_with_python(job.format, files);
  Tally tally;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string label = fmt::format("{} {}: {}", to_string(job.format), first + i,
                                          base::printable(mutants[i].recipe));
    compare(list_with_us(files[i]), list_with_others(mutants[i], files[i], python[i]), label,
            tally);
  }
  return tally;
}

} // namespace

int main(int argc, char** argv) {
  ::setenv("LC_ALL", "C.UTF-8", 1);
  try {
    if (argc != 4) throw std::runtime_error("usage: differential zip|tar|tar.gz FIRST COUNT");
    const Job job = job_of(argv[1]);
    const Tally tally = run(job, static_cast<std::uint32_t>(std::stoul(argv[2])),
                            static_cast<std::uint32_t>(std::stoul(argv[3])));
    fmt::print("{} archives: other readers disagree about {}; we accept {}, wrongly {}\n", argv[3],
               tally.disputed, tally.accepted, tally.failures);
    return tally.failures == 0 && tally.accepted > 0 && tally.disputed > 0 ? EXIT_SUCCESS
                                                                           : EXIT_FAILURE;
  } catch (const std::exception& error) {
    fmt::print(stderr, "differential: {}\n", error.what());
    return EXIT_FAILURE;
  }
}
