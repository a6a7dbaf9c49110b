#include "archive/readers.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit {
namespace {

using support::compress;
using support::Container;
using support::fault_of;
using support::make_archive;
using support::make_rpm;
using support::MemorySource;
using support::Recorder;
using ::testing::ElementsAre;

constexpr std::string_view k_lead = "acme-tools-1.0-1";

std::string cpio() {
  return make_archive(Container::cpio,
                      {support::folder("./usr/bin"),
                       {.name = "./usr/bin/acme", .content = "content", .mode = 0755},
                       support::symlink("./usr/bin/link", "acme")});
}

std::string sample(Compression compression = Compression::gzip) {
  return make_rpm(k_lead, compress(compression, cpio()));
}

struct RpmRead {
  Recorder recorder{};
  PackageNotes notes{};
};

RpmRead read(const std::string& bytes) {
  MemorySource source(bytes);
  RpmRead result;
  read_rpm(source, Limits{}, result.recorder, result.notes);
  return result;
}

std::optional<Anomaly> rpm_fault(const std::string& bytes) {
  return fault_of([&] { read(bytes); });
}

TEST(Rpm, HandsOutItsPayload) {
  for (const Compression compression : {Compression::none, Compression::gzip, Compression::xz,
                                        Compression::bzip2, Compression::zstd}) {
    const RpmRead rpm = read(sample(compression));
    EXPECT_THAT(rpm.recorder.names(), ElementsAre("./usr/bin", "./usr/bin/acme", "./usr/bin/link"));
    EXPECT_EQ(rpm.recorder.records[1].content, "content");
    EXPECT_EQ(rpm.recorder.records[1].entry.mode, 0755U);
    EXPECT_EQ(rpm.recorder.records[2].entry.type, EntryType::symlink);
    EXPECT_EQ(rpm.recorder.records[2].entry.link_target, "acme");
  }
}

TEST(Rpm, IsNamedInItsLead) {
  EXPECT_EQ(read(sample()).notes.package_name, "acme-tools");
  EXPECT_EQ(read(make_rpm("acme", compress(Compression::gzip, cpio()))).notes.package_name, "acme");
}

TEST(Rpm, RefusesATruncatedLeadOrHeader) {
  const std::string bytes = sample();
  for (std::size_t length = 4; length < 96 + 32; ++length) {
    ASSERT_TRUE(rpm_fault(bytes.substr(0, length))) << length;
  }
}

TEST(Rpm, RefusesATruncatedPayload) {
  const std::string bytes = sample();
  for (std::size_t length = 96 + 32; length < bytes.size(); ++length) {
    ASSERT_TRUE(rpm_fault(bytes.substr(0, length))) << length;
  }
}

TEST(Rpm, RefusesATruncatedPlainPayload) {
  const std::string payload = cpio();
  const std::size_t end = payload.find("TRAILER!!!") + 10;
  for (std::size_t length = 0; length < end; ++length) {
    ASSERT_TRUE(rpm_fault(make_rpm(k_lead, payload.substr(0, length)))) << length;
  }
}

TEST(Rpm, RefusesHeadersThatReachBehindTheFile) {
  for (const std::size_t field : {96UL + 8, 96UL + 12, 96UL + 16 + 8, 96UL + 16 + 12}) {
    std::string bytes = sample();
    bytes[field] = '\x7f';
    const auto fault = rpm_fault(bytes);
    ASSERT_TRUE(fault) << field;
    EXPECT_EQ(fault->kind, AnomalyKind::damaged);
  }
}

TEST(Rpm, RefusesAHeaderOfAnotherKind) {
  std::string bytes = sample();
  bytes[96] = 'x';
  EXPECT_TRUE(rpm_fault(bytes));
}

TEST(Rpm, RefusesMembersBehindTheTrailer) {
  const auto fault = rpm_fault(make_rpm(k_lead, compress(Compression::gzip, cpio() + cpio())));
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::unexpected_bytes);
}

TEST(Rpm, RefusesAPayloadThatIsNoCpio) {
  EXPECT_TRUE(
      rpm_fault(make_rpm(k_lead, compress(Compression::gzip, support::make_tar({{.name = "a"}})))));
  EXPECT_TRUE(rpm_fault(make_rpm(k_lead, compress(Compression::compress, cpio()))));
  EXPECT_TRUE(rpm_fault(make_rpm(k_lead, "")));
}

TEST(Rpm, RefusesTrailingBytes) {
  EXPECT_TRUE(rpm_fault(sample() + "x"));
  EXPECT_TRUE(rpm_fault(sample(Compression::none) + "x"));
}

TEST(Rpm, IsKnownByItsLead) {
  MemorySource rpm(sample());
  EXPECT_TRUE(is_rpm(rpm));
  MemorySource other("\xED\xAB\xEE");
  EXPECT_FALSE(is_rpm(other));
}

} // namespace
} // namespace package_audit
