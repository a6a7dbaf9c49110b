#include "formats/byte_ledger.hpp"
#include "support/archive_scratch.hpp"

#include <gtest/gtest.h>

namespace package_audit::formats {
namespace {

using support::fault_of;

TEST(ByteLedger, AcceptsStructuresThatLieOneBehindTheOther) {
  ByteLedger ledger;
  ledger.claim(0, 30, "a header");
  ledger.claim(30, 30, "no content");
  ledger.claim(30, 52, "the directory");
  EXPECT_FALSE(fault_of([&] { ledger.close(52); }));
}

TEST(ByteLedger, NamesWhatLiesOnBothSidesOfAGap) {
  ByteLedger ledger;
  ledger.claim(0, 30, "a header");
  const auto fault = fault_of([&] { ledger.claim(34, 40, "the directory"); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::unexpected_bytes);
  EXPECT_EQ(fault->detail, "4 bytes between a header and the directory belong to nothing");
}

TEST(ByteLedger, RefusesWhatOverlaps) {
  ByteLedger ledger;
  ledger.claim(0, 30, "a header");
  const auto fault = fault_of([&] { ledger.claim(29, 40, "the directory"); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::ambiguous);
  EXPECT_EQ(fault->detail, "the directory overlaps a header");
}

TEST(ByteLedger, RefusesAStructureThatEndsBeforeItBegins) {
  ByteLedger ledger;
  ledger.claim(0, 30, "a header");
  EXPECT_TRUE(fault_of([&] { ledger.claim(30, 29, "the directory"); }));
}

TEST(ByteLedger, RefusesATailAndAMissingEnd) {
  ByteLedger ledger;
  ledger.claim(0, 30, "a header");
  const auto tail = fault_of([&] { ledger.close(31); });
  ASSERT_TRUE(tail);
  EXPECT_EQ(tail->detail, "1 bytes follow a header");
  const auto end = fault_of([&] { ledger.close(29); });
  ASSERT_TRUE(end);
  EXPECT_EQ(end->kind, AnomalyKind::damaged);
}

} // namespace
} // namespace package_audit::formats
