#include "base/head.hpp"
#include "content/archive_scanner.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::content {
namespace {

using support::fault_of;
using testing::StartsWith;

constexpr std::uint64_t k_compressed_size = 1 << 20;

ScanContext context_for(const Limits& limits, std::vector<Entry>& entries,
                        std::uint64_t compressed_size) {
  static const signatures::SignatureSet none;
  return {.limits = limits,
          .threads = base::no_threads(),
          .on_entry = [&](Entry entry) { entries.push_back(std::move(entry)); },
          .scanner = ContentScanner(none),
          .compressed_size = compressed_size};
}

Entry file(std::string name) {
  return {.member = std::move(name), .type = EntryType::file};
}

void add(ArchiveScanner& scanner, const std::string& name, std::string_view content) {
  scanner.begin(file(name));
  scanner.data(base::as_bytes(content));
  scanner.end();
}

TEST(ArchiveScanner, LeavesSizeAndDigest) {
  const Limits limits;
  std::vector<Entry> entries;
  ScanContext context = context_for(limits, entries, k_compressed_size);
  ArchiveScanner scanner(context, {.compressed_size = k_compressed_size});
  scanner.begin(file("a"));
  scanner.data(base::as_bytes("con"));
  scanner.data(base::as_bytes("tent"));
  scanner.end();
  add(scanner, "b", "");
  scanner.begin({.member = "folder", .type = EntryType::directory});
  scanner.end();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].size, 7U);
  EXPECT_EQ(entries[0].sha256, base::sha256("content"));
  EXPECT_EQ(entries[1].size, 0U);
  EXPECT_EQ(entries[1].sha256, base::sha256(""));
  EXPECT_EQ(entries[2].sha256, base::Sha256{});
}

TEST(ArchiveScanner, KnowsTheMemberThatIsBeingRead) {
  const Limits limits;
  std::vector<Entry> entries;
  ScanContext context = context_for(limits, entries, k_compressed_size);
  ArchiveScanner scanner(context, {.compressed_size = k_compressed_size});
  EXPECT_EQ(scanner.current_member(), "");
  scanner.begin(file("a"));
  EXPECT_EQ(scanner.current_member(), "a");
  scanner.end();
  EXPECT_EQ(scanner.current_member(), "");
}

TEST(ArchiveScanner, LeavesOutWhatWasNotFinished) {
  const Limits limits;
  std::vector<Entry> entries;
  ScanContext context = context_for(limits, entries, k_compressed_size);
  ArchiveScanner scanner(context, {.compressed_size = k_compressed_size});
  add(scanner, "a", "x");
  scanner.begin(file("b"));
  scanner.data(base::as_bytes("x"));
  EXPECT_EQ(entries.size(), 1U);
}

TEST(ArchiveScannerLimits, OfEntries) {
  const Limits limits{.entries = 2};
  std::vector<Entry> entries;
  ScanContext context = context_for(limits, entries, k_compressed_size);
  ArchiveScanner scanner(context, {.compressed_size = k_compressed_size});
  add(scanner, "a", "");
  add(scanner, "b", "");
  const auto fault = fault_of([&] { scanner.begin(file("c")); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
  EXPECT_THAT(fault->detail, StartsWith("entries is over 2;"));
}

TEST(ArchiveScannerLimits, OfEntrySize) {
  const Limits limits{.entry_size = 4};
  std::vector<Entry> entries;
  ScanContext context = context_for(limits, entries, k_compressed_size);
  ArchiveScanner scanner(context, {.compressed_size = k_compressed_size});
  add(scanner, "a", "four");
  add(scanner, "b", "four");
  scanner.begin(file("c"));
  scanner.data(base::as_bytes("four"));
  const auto fault = fault_of([&] { scanner.data(base::as_bytes("x")); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
  EXPECT_EQ(fault->member, "c");
  EXPECT_THAT(fault->detail, StartsWith("entry_size is over 4 B;"));
}

TEST(ArchiveScannerLimits, OfUnpackedSize) {
  const Limits limits{.unpacked_size = 6};
  std::vector<Entry> entries;
  ScanContext context = context_for(limits, entries, k_compressed_size);
  ArchiveScanner scanner(context, {.compressed_size = k_compressed_size});
  add(scanner, "a", "four");
  scanner.begin(file("b"));
  scanner.data(base::as_bytes("ab"));
  const auto fault = fault_of([&] { scanner.data(base::as_bytes("c")); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
  EXPECT_THAT(fault->detail, StartsWith("unpacked_size is over 6 B;"));
}

TEST(ArchiveScannerLimits, OfNamesAndLinkTargets) {
  const Limits limits{.path_length = 5};
  std::vector<Entry> entries;
  ScanContext context = context_for(limits, entries, k_compressed_size);
  ArchiveScanner scanner(context, {.compressed_size = k_compressed_size});
  add(scanner, "12345", "");
  EXPECT_TRUE(fault_of([&] { scanner.begin(file("123456")); }));
  const auto fault = fault_of(
      [&] { scanner.begin({.member = "a", .type = EntryType::symlink, .link_target = "123456"}); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
  EXPECT_THAT(fault->detail, StartsWith("path_length is over 5;"));
}

TEST(ArchiveScannerLimits, OfThePathsDepth) {
  const Limits limits{.path_depth = 2};
  std::vector<Entry> entries;
  ScanContext context = context_for(limits, entries, k_compressed_size);
  ArchiveScanner scanner(context, {.compressed_size = k_compressed_size});
  add(scanner, "a/b", "");
  const auto fault = fault_of([&] { scanner.begin(file("a/b/c")); });
  ASSERT_TRUE(fault);
  EXPECT_THAT(fault->detail, StartsWith("path_depth is over 2;"));
}

TEST(ArchiveScannerLimits, OfTheRatioAboveTheFreeSize) {
  const Limits limits{.ratio = 10};
  std::vector<Entry> entries;
  ScanContext context = context_for(limits, entries, Limits::k_ratio_grace / 10 - 1);
  ArchiveScanner scanner(context, {.compressed_size = Limits::k_ratio_grace / 10 - 1});
  scanner.begin(file("zeros"));
  const std::string half(Limits::k_ratio_grace / 2, '\0');
  scanner.data(base::as_bytes(half));
  EXPECT_FALSE(fault_of([&] { scanner.data(base::as_bytes(half)); }));
  const auto fault = fault_of([&] { scanner.data(base::as_bytes("x")); });
  ASSERT_TRUE(fault);
  EXPECT_THAT(fault->detail, StartsWith("ratio is over 10;"));
}

} // namespace
} // namespace package_audit::content
