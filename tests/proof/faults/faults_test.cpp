// Reading goes wrong in every way that a system has: what comes out is what is in the package, or
// no verdict.

#include "base/error.hpp"
#include "base/path.hpp"
#include "content/inspect.hpp"
#include "hooks.hpp"
#include "readings/reading.hpp"
#include "readings/scratch.hpp"
#include "sandbox/inspect_confined.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <new>
#include <optional>
#include <string>
#include <unistd.h>

namespace package_audit::proof {
namespace {

using readings::compare;
using readings::Difference;

// Nothing when there is no verdict: an Error, or no memory.
template <typename Inspect>
std::optional<Artifact> attempt(Inspect inspect) {
  try {
    return inspect();
  } catch (const base::Error&) {
    return std::nullopt;
  } catch (const std::bad_alloc&) {
    return std::nullopt;
  }
}
std::optional<Artifact> try_inspect(const std::string& file) {
  return attempt(
      [&] { return content::inspect(file, Limits{}, content::signatures::SignatureSet()); });
}
std::optional<Artifact> try_inspect_confined(const std::string& file) {
  return attempt([&] {
    return sandbox::inspect_confined(file, Limits{}, content::signatures::SignatureSet());
  });
}

// One of the small packages, on a file of its own.
class Faults : public testing::TestWithParam<const char*> {
protected:
  void SetUp() override {
    name_ = std::string("acme-1.0.") + GetParam();
    bytes_ = readings::read_file(std::string(PACKAGE_AUDIT_SMALL_PACKAGES) + "/" + name_);
    write();
    whole_ = content::inspect(file_, Limits{}, content::signatures::SignatureSet());
    ASSERT_TRUE(whole_.anomalies.empty()) << readings::reading_of(whole_).complaint;
  }

  void write() { file_ = scratch_.write(name_, bytes_); }

  bool is_whole(const Artifact& artifact) const {
    return artifact.anomalies.empty() && artifact.sha256 == whole_.sha256 &&
           compare(artifact.entries, whole_.entries) == Difference::none;
  }

  // The package as it is, or a start_error, or no verdict; never anything else accepted.
  void expect_no_lie(const std::optional<Artifact>& artifact, const std::string& what) const {
    const bool accepted = artifact && artifact->anomalies.empty();
    EXPECT_TRUE(!accepted || is_whole(*artifact)) << what;
  }

  readings::Scratch scratch_;
  std::string name_;
  std::string file_;
  std::string bytes_;
  Artifact whole_;
};

TEST_P(Faults, ShortReadsChangeNothing) {
  for (const std::size_t most : {std::size_t{1}, std::size_t{7}}) {
    const WithReadFaults faults({.most = most});
    EXPECT_TRUE(is_whole(content::inspect(file_, Limits{}, content::signatures::SignatureSet())))
        << most;
    EXPECT_GT(faults.calls(), bytes_.size() / most);
  }
}

TEST_P(Faults, InterruptionsChangeNothing) {
  const WithReadFaults faults({.most = 100, .interrupted = true});
  EXPECT_TRUE(is_whole(content::inspect(file_, Limits{}, content::signatures::SignatureSet())));
}

TEST_P(Faults, ByteThatCannotBeReadIsAnError) {
  for (std::uint64_t offset = 0; offset < bytes_.size(); ++offset) {
    const WithReadFaults faults({.broken_at = offset});
    EXPECT_THROW(content::inspect(file_, Limits{}, content::signatures::SignatureSet()),
                 base::Error)
        << offset;
  }
}

// How often pread() is called when it returns 512 bytes at most.
std::size_t calls_of(const std::string& file) {
  const WithReadFaults faults({.most = 512});
  static_cast<void>(content::inspect(file, Limits{}, content::signatures::SignatureSet()));
  return faults.calls();
}

TEST_P(Faults, FileThatShrinksIsNeverTakenForWhole) {
  const std::size_t calls = calls_of(file_);
  for (std::size_t when = 1; when <= calls; ++when) {
    for (const std::size_t left : {std::size_t{0}, bytes_.size() / 2, bytes_.size() - 1}) {
      write();
      const WithReadFaults faults({.most = 512, .before = [&](std::size_t call) {
                                     if (call == when) {
                                       ASSERT_EQ(
                                           ::truncate(file_.c_str(), static_cast<off_t>(left)), 0);
                                     }
                                   }});
      const auto artifact = try_inspect(file_);
      EXPECT_FALSE(artifact && artifact->anomalies.empty()) << left << " bytes at call " << when;
    }
  }
}

TEST_P(Faults, FileThatGrowsIsNeverTakenForWhole) {
  const std::size_t calls = calls_of(file_);
  for (std::size_t when = 1; when <= calls; ++when) {
    write();
    const WithReadFaults faults({.most = 512, .before = [&](std::size_t call) {
                                   if (call == when) scratch_.write(name_, bytes_ + "more");
                                 }});
    const auto artifact = try_inspect(file_);
    EXPECT_FALSE(artifact && artifact->anomalies.empty()) << "at call " << when;
  }
}

TEST_P(Faults, AllocationThatFailsNeverChangesTheVerdict) {
  fail_allocation(Allocator::cpp, 0);
  static_cast<void>(try_inspect(file_));
  const std::size_t total = allocations(Allocator::cpp);
  ASSERT_GT(total, 10U);
  for (std::size_t nth = 1; nth <= total; ++nth) {
    fail_allocation(Allocator::cpp, nth);
    const std::optional<Artifact> artifact = try_inspect(file_);
    fail_allocation(Allocator::cpp, 0);
    expect_no_lie(artifact, "allocation " + std::to_string(nth));
  }
}

// libarchive 3.6.2 follows a null pointer when it has no memory for an entry: what that ends must
// be the worker.
TEST_P(Faults, AllocationThatFailsInALibraryNeverChangesTheVerdict) {
  if (!can_fail(Allocator::c)) GTEST_SKIP() << "the sanitizer has the allocator for itself";
  fail_allocation(Allocator::c, 0);
  static_cast<void>(try_inspect(file_));
  const std::size_t total = allocations(Allocator::c);
  ASSERT_GT(total, 10U);
  for (std::size_t nth = 1; nth <= total; ++nth) {
    fail_allocation(Allocator::c, nth);
    const std::optional<Artifact> artifact = try_inspect_confined(file_);
    fail_allocation(Allocator::c, 0);
    expect_no_lie(artifact, "allocation " + std::to_string(nth));
  }
}

std::string test_name(const testing::TestParamInfo<const char*>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Packages, Faults,
                         testing::Values("tar.gz", "tar.xz", "tar.bz2", "tar.zst", "tar.Z", "tar",
                                         "zip", "7z", "deb", "rpm", "sh"),
                         test_name);

} // namespace
} // namespace package_audit::proof
