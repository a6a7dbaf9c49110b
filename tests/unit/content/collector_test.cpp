#include "base/head.hpp"
#include "content/collector.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::content {
namespace {

using support::fault_of;
using testing::StartsWith;

constexpr std::uint64_t k_packed = 1 << 20;

Collection collection_for(const Limits& limits, std::vector<Entry>& entries, std::uint64_t packed) {
  return {.limits = limits,
          .threads = base::no_threads(),
          .keep = [&](Entry entry) { entries.push_back(std::move(entry)); },
          .packed = packed};
}

Entry file(std::string name) {
  return {.member = std::move(name), .type = EntryType::file};
}

void add(Collector& collector, const std::string& name, std::string_view content) {
  collector.begin(file(name));
  collector.data(base::as_bytes(content));
  collector.end();
}

TEST(Collector, LeavesSizeAndDigest) {
  const Limits limits;
  std::vector<Entry> entries;
  Collection collection = collection_for(limits, entries, k_packed);
  Collector collector(collection, {.packed = k_packed});
  collector.begin(file("a"));
  collector.data(base::as_bytes("con"));
  collector.data(base::as_bytes("tent"));
  collector.end();
  add(collector, "b", "");
  collector.begin({.member = "folder", .type = EntryType::directory});
  collector.end();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].size, 7U);
  EXPECT_EQ(entries[0].sha256, base::sha256("content"));
  EXPECT_EQ(entries[1].size, 0U);
  EXPECT_EQ(entries[1].sha256, base::sha256(""));
  EXPECT_EQ(entries[2].sha256, base::Sha256{});
}

TEST(Collector, KnowsTheMemberThatIsBeingRead) {
  const Limits limits;
  std::vector<Entry> entries;
  Collection collection = collection_for(limits, entries, k_packed);
  Collector collector(collection, {.packed = k_packed});
  EXPECT_EQ(collector.current_member(), "");
  collector.begin(file("a"));
  EXPECT_EQ(collector.current_member(), "a");
  collector.end();
  EXPECT_EQ(collector.current_member(), "");
}

TEST(Collector, LeavesOutWhatWasNotFinished) {
  const Limits limits;
  std::vector<Entry> entries;
  Collection collection = collection_for(limits, entries, k_packed);
  Collector collector(collection, {.packed = k_packed});
  add(collector, "a", "x");
  collector.begin(file("b"));
  collector.data(base::as_bytes("x"));
  EXPECT_EQ(entries.size(), 1U);
}

TEST(CollectorLimits, OfEntries) {
  const Limits limits{.entries = 2};
  std::vector<Entry> entries;
  Collection collection = collection_for(limits, entries, k_packed);
  Collector collector(collection, {.packed = k_packed});
  add(collector, "a", "");
  add(collector, "b", "");
  const auto fault = fault_of([&] { collector.begin(file("c")); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
  EXPECT_THAT(fault->detail, StartsWith("entries is over 2;"));
}

TEST(CollectorLimits, OfEntrySize) {
  const Limits limits{.entry_size = 4};
  std::vector<Entry> entries;
  Collection collection = collection_for(limits, entries, k_packed);
  Collector collector(collection, {.packed = k_packed});
  add(collector, "a", "four");
  add(collector, "b", "four");
  collector.begin(file("c"));
  collector.data(base::as_bytes("four"));
  const auto fault = fault_of([&] { collector.data(base::as_bytes("x")); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
  EXPECT_EQ(fault->member, "c");
  EXPECT_THAT(fault->detail, StartsWith("entry_size is over 4 B;"));
}

TEST(CollectorLimits, OfUnpackedSize) {
  const Limits limits{.unpacked_size = 6};
  std::vector<Entry> entries;
  Collection collection = collection_for(limits, entries, k_packed);
  Collector collector(collection, {.packed = k_packed});
  add(collector, "a", "four");
  collector.begin(file("b"));
  collector.data(base::as_bytes("ab"));
  const auto fault = fault_of([&] { collector.data(base::as_bytes("c")); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
  EXPECT_THAT(fault->detail, StartsWith("unpacked_size is over 6 B;"));
}

TEST(CollectorLimits, OfNamesAndLinkTargets) {
  const Limits limits{.path_length = 5};
  std::vector<Entry> entries;
  Collection collection = collection_for(limits, entries, k_packed);
  Collector collector(collection, {.packed = k_packed});
  add(collector, "12345", "");
  EXPECT_TRUE(fault_of([&] { collector.begin(file("123456")); }));
  const auto fault = fault_of([&] {
    collector.begin({.member = "a", .type = EntryType::symlink, .link_target = "123456"});
  });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
  EXPECT_THAT(fault->detail, StartsWith("path_length is over 5;"));
}

TEST(CollectorLimits, OfThePathsDepth) {
  const Limits limits{.path_depth = 2};
  std::vector<Entry> entries;
  Collection collection = collection_for(limits, entries, k_packed);
  Collector collector(collection, {.packed = k_packed});
  add(collector, "a/b", "");
  const auto fault = fault_of([&] { collector.begin(file("a/b/c")); });
  ASSERT_TRUE(fault);
  EXPECT_THAT(fault->detail, StartsWith("path_depth is over 2;"));
}

TEST(CollectorLimits, OfTheRatioAboveTheFreeSize) {
  const Limits limits{.ratio = 10};
  std::vector<Entry> entries;
  Collection collection = collection_for(limits, entries, Limits::k_ratio_grace / 10 - 1);
  Collector collector(collection, {.packed = Limits::k_ratio_grace / 10 - 1});
  collector.begin(file("zeros"));
  const std::string half(Limits::k_ratio_grace / 2, '\0');
  collector.data(base::as_bytes(half));
  EXPECT_FALSE(fault_of([&] { collector.data(base::as_bytes(half)); }));
  const auto fault = fault_of([&] { collector.data(base::as_bytes("x")); });
  ASSERT_TRUE(fault);
  EXPECT_THAT(fault->detail, StartsWith("ratio is over 10;"));
}

} // namespace
} // namespace package_audit::content
