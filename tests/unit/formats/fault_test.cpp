#include "formats/fault.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace package_audit::formats {
namespace {

template <typename Fail>
Anomaly anomaly_of(Fail fail) {
  try {
    fail();
  } catch (const ReadFault& fault) {
    return fault.anomaly;
  }
  return {};
}

TEST(Fault, HasTheKindThatItsFunctionIsNamedAfter) {
  EXPECT_EQ(anomaly_of([] { damaged("x"); }).kind, AnomalyKind::damaged);
  EXPECT_EQ(anomaly_of([] { ambiguous("x"); }).kind, AnomalyKind::ambiguous);
  EXPECT_EQ(anomaly_of([] { unexpected_bytes("x"); }).kind, AnomalyKind::unexpected_bytes);
  EXPECT_EQ(anomaly_of([] { encrypted("x"); }).kind, AnomalyKind::encrypted);
}

TEST(Fault, NamesTheMember) {
  const Anomaly anomaly = anomaly_of([] { damaged("is cut off", "bin/acme"); });
  EXPECT_EQ(anomaly.detail, "is cut off");
  EXPECT_EQ(anomaly.member, "bin/acme");
  EXPECT_EQ(anomaly_of([] { damaged("x"); }).member, "");
}

TEST(Fault, NamesTheLimit) {
  const Limits limits{.entries = 7};
  const Anomaly anomaly = anomaly_of([&] { over_limit(&Limits::entries, limits, "a"); });
  EXPECT_EQ(anomaly.kind, AnomalyKind::limit);
  EXPECT_EQ(anomaly.member, "a");
  EXPECT_EQ(anomaly.detail, limit_message(&Limits::entries, limits));
  EXPECT_THAT(anomaly.detail, ::testing::HasSubstr("entries is over 7"));
}

} // namespace
} // namespace package_audit::formats
