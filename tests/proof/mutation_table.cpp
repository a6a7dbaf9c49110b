// Cuts packages at every byte and flips every bit of them, one at a time, and prints what
// libarchive and what we say of the results. Fails when we accept a truncated package, or a flip
// that gives other content where the format has checksums. Usage: mutation_table [--every N]
// PACKAGE...; with N only each Nth bit is flipped.

#include "base/path.hpp"
#include "content/inspect.hpp"
#include "readings/libarchive_reading.hpp"
#include "readings/scratch.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace package_audit;
using namespace package_audit::readings;

// As a policy without an entry for it sees the script of an STGZ: one that is not CPack's own is
// refused.
Reading audited_reading(Artifact artifact) {
  const bool foreign_script = artifact.format == Format::stgz && !artifact.entries.empty() &&
                              artifact.entries.front().section == Section::metadata &&
                              !artifact.entries.front().implicitly_allowed;
  Reading reading = reading_of(std::move(artifact));
  reading.accepted = reading.accepted && !foreign_script;
  return reading;
}

// Without an STGZ's script, into which CPack fills names and a licence that nothing protects.
std::vector<Entry> protected_entries(const Reading& reading, Format format) {
  std::vector<Entry> entries = reading.entries;
  if (format == Format::stgz) {
    std::erase_if(entries, [](const Entry& entry) { return entry.section == Section::metadata; });
  }
  return entries;
}

// The results of one reader for all mutated packages.
struct Tally {
  std::size_t refused = 0;
  std::size_t same = 0;
  std::size_t attributes = 0;
  std::size_t content = 0;

  std::size_t accepted() const { return same + attributes + content; }
  void count(const Reading& before, const Reading& after) {
    if (!after.accepted) {
      ++refused;
      return;
    }
    const Difference difference = compare(before.entries, after.entries);
    ++(difference == Difference::none         ? same
       : difference == Difference::attributes ? attributes
                                              : content);
  }
};

// Of one package: both readers of it as it is, and where complaints go.
class Trial {
public:
  explicit Trial(const std::string& file)
      : bytes_(read_file(file)), name_(base::base_name(file)), whole_(inspect(bytes_)),
        ours_(audited_reading(whole_)), theirs_(read_with_libarchive(bytes_, whole_.format)) {
    if (!ours_.accepted) complain(fmt::format("is not accepted as it is: {}", ours_.complaint));
  }

  void cut() {
    for (std::size_t size = 0; size < bytes_.size(); ++size) {
      const std::string_view part = std::string_view(bytes_).substr(0, size);
      const Reading reading = audited_reading(inspect(part));
      our_cuts_.count(ours_, reading);
      if (theirs_.accepted) their_cuts_.count(theirs_, read_with_libarchive(part, whole_.format));
      if (reading.accepted) complain(fmt::format("accepted when cut to {} bytes", size));
    }
  }

  void flip(std::size_t every) {
    for (std::size_t bit = 0; bit < bytes_.size() * 8; bit += every) {
      const auto mask = static_cast<char>(1U << (bit % 8));
      bytes_[bit / 8] = static_cast<char>(bytes_[bit / 8] ^ mask);
      classify(bit, inspect(bytes_));
      if (theirs_.accepted) {
        their_flips_.count(theirs_, read_with_libarchive(bytes_, whole_.format));
      }
      bytes_[bit / 8] = static_cast<char>(bytes_[bit / 8] ^ mask);
    }
  }

  void print() const {
    const Tally& a = their_flips_;
    const Tally& b = our_flips_;
    const std::string libarchive =
        theirs_.accepted ? fmt::format("{:>6} | {:>7} {:>6} {:>6} {:>6}", their_cuts_.accepted(),
                                       a.refused, a.same, a.attributes, a.content)
                         : fmt::format("{:>34}  ", "cannot read this format");
    fmt::print("{:<8} {:>6} || {} || {:>4} | {:>7} {:>6} {:>6} {:>6}\n", to_string(whole_.format),
               bytes_.size(), libarchive, our_cuts_.accepted(), b.refused, b.same, b.attributes,
               b.content);
  }

  int failures() const { return failures_; }

private:
  // Through a file of the package's own name, as a user would.
  Artifact inspect(std::string_view bytes) const {
    return package_audit::content::inspect(scratch_.write(name_, bytes), Limits{},
                                           content::signatures::SignatureSet());
  }

  void classify(std::size_t bit, const Artifact& artifact) {
    const Reading reading = audited_reading(artifact);
    our_flips_.count(ours_, reading);
    if (!reading.accepted) return;
    if (artifact.sha256 == whole_.sha256) complain("the package's digest stays the same");
    const Difference difference =
        compare(protected_entries(ours_, whole_.format), protected_entries(reading, whole_.format));
    if (difference == Difference::content && has_checksums()) {
      complain(fmt::format("accepted with other content when bit {} of byte {} is flipped", bit % 8,
                           bit / 8));
    }
  }

  // CPack writes zstd frames without the optional checksum; compress and tar have none.
  bool has_checksums() const {
    return whole_.format != Format::tar && whole_.format != Format::tar_zst &&
           whole_.format != Format::tar_z;
  }

  void complain(const std::string& what) {
    constexpr int k_shown = 10;
    if (failures_++ < k_shown) fmt::print("FAILED: {}: {}\n", to_string(whole_.format), what);
  }

  std::string bytes_;
  int failures_ = 0;
  Scratch scratch_;
  std::string name_;
  Artifact whole_;
  Reading ours_;
  Reading theirs_;
  Tally our_cuts_, their_cuts_;
  Tally our_flips_, their_flips_;
};

int run(const std::vector<std::string>& arguments) {
  std::size_t every = 1;
  int failures = 0;
  fmt::print("{0:15} || libarchive: cuts, flips            || ours: cuts, flips\n"
             "{0:15} || {1:>6} | {2} || {3} | {2}\n",
             "", "silent", "refused   same  attr. content", "sil.");
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--every") {
      every = std::stoul(arguments.at(++i));
      continue;
    }
    Trial trial(arguments[i]);
    trial.cut();
    trial.flip(every);
    trial.print();
    failures += trial.failures();
  }
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "mutation_table: {}\n", error.what());
    return EXIT_FAILURE;
  }
}
