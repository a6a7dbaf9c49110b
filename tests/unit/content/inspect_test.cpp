#include "base/digest.hpp"
#include "base/error.hpp"
#include "content/inspect.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/deb_builder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <sys/stat.h>

namespace package_audit::content {
namespace {

using support::compress;
using support::Container;
using support::make_archive;
using support::make_tar;
using support::Member;
using support::ScratchFolder;

std::string tgz(const std::vector<Member>& members) {
  return compress(formats::compression::Compression::gzip, make_tar(members));
}

class InspectTest : public ::testing::Test {
protected:
  Artifact inspected(const std::string& name, std::string_view bytes, const Limits& limits = {}) {
    return inspect(scratch.write(name, bytes), limits, none);
  }

  // The one thing that is odd about a package.
  static Anomaly only_anomaly(const Artifact& artifact) {
    EXPECT_EQ(artifact.anomalies.size(), 1U);
    return artifact.anomalies.empty() ? Anomaly{} : artifact.anomalies.front();
  }

  ScratchFolder scratch;
  signatures::SignatureSet none;
};

TEST_F(InspectTest, TellsAllOfAPackage) {
  const std::string bytes = tgz({{.name = "acme/tool", .content = "content", .mode = 0755}});
  const Artifact artifact = inspected("acme.tar.gz", bytes);
  EXPECT_EQ(artifact.name, "acme.tar.gz");
  EXPECT_EQ(artifact.format, Format::tar_gz);
  EXPECT_EQ(artifact.size, bytes.size());
  EXPECT_EQ(artifact.sha256, base::sha256(bytes));
  EXPECT_TRUE(artifact.anomalies.empty());
  ASSERT_EQ(artifact.entries.size(), 1U);
  EXPECT_EQ(artifact.entries[0].size, 7U);
  EXPECT_EQ(artifact.entries[0].sha256, base::sha256("content"));
}

TEST_F(InspectTest, KeepsThePackagesOwnName) {
  EXPECT_EQ(inspected("x.deb", support::make_deb(support::DebRecipe{.payload = {{.name = "./a"}}}))
                .package_name,
            "acme");
}

TEST_F(InspectTest, DigestIsTheFilesForFormatsThatAreReadOutOfOrder) {
  for (const Container container : {Container::zip, Container::seven_zip}) {
    const std::string bytes = make_archive(container, {{.name = "a", .content = "x"}});
    EXPECT_EQ(inspected("package", bytes).sha256, base::sha256(bytes));
  }
}

TEST_F(InspectTest, SeesThatNameAndBytesDisagree) {
  const Artifact artifact = inspected("acme.zip", tgz({{.name = "a"}}));
  EXPECT_EQ(artifact.format, Format::tar_gz);
  const Anomaly anomaly = only_anomaly(artifact);
  EXPECT_EQ(anomaly.kind, AnomalyKind::format_mismatch);
  EXPECT_EQ(anomaly.detail, "the name promises zip, the bytes are tar.gz");
}

TEST_F(InspectTest, MakesNothingOfANameThatPromisesNothing) {
  EXPECT_TRUE(inspected("acme", tgz({{.name = "a"}})).anomalies.empty());
}

TEST_F(InspectTest, RefusesFilesOfNoKnownFormat) {
  for (const char* const name : {"acme.txt", "acme.tar.gz"}) {
    const Artifact artifact = inspected(name, "some text\n");
    EXPECT_EQ(artifact.format, Format::unknown);
    EXPECT_EQ(only_anomaly(artifact).kind, AnomalyKind::unknown_format);
    EXPECT_EQ(artifact.sha256, base::sha256("some text\n"));
  }
}

TEST_F(InspectTest, RefusesAnEmptyFile) {
  const Anomaly anomaly = only_anomaly(inspected("acme.tar.gz", ""));
  EXPECT_EQ(anomaly.kind, AnomalyKind::unknown_format);
  EXPECT_EQ(anomaly.detail, "the file is empty");
}

TEST_F(InspectTest, KeepsWhatItReadBeforeAFault) {
  const std::string first = support::tar_member('0', "first", "content");
  const std::string second = support::tar_member('0', "second", "more content");
  const Artifact artifact = inspected("acme.tar", first + second.substr(0, 520));
  ASSERT_EQ(artifact.entries.size(), 1U);
  EXPECT_EQ(artifact.entries[0].member, "first");
  const Anomaly anomaly = only_anomaly(artifact);
  EXPECT_EQ(anomaly.kind, AnomalyKind::damaged);
  EXPECT_EQ(anomaly.member, "second");
}

TEST_F(InspectTest, RefusesAPackageOverItsSizeLimit) {
  const std::string bytes = tgz({{.name = "a"}});
  EXPECT_TRUE(inspected("a.tgz", bytes, {.package_size = bytes.size()}).anomalies.empty());
  const Artifact artifact = inspected("a.tgz", bytes, {.package_size = bytes.size() - 1});
  EXPECT_EQ(only_anomaly(artifact).kind, AnomalyKind::limit);
  EXPECT_TRUE(artifact.entries.empty());
}

TEST_F(InspectTest, MeasuresLimitsOnRealBytes) {
  // A megabyte of zeros is a kilobyte of gzip.
  const std::string bytes = tgz({{.name = "a", .content = std::string(1 << 20, '\0')}});
  ASSERT_LT(bytes.size(), 4096U);
  for (const Limits& limits : {Limits{.entry_size = 1 << 19}, Limits{.unpacked_size = 1 << 19}}) {
    const Artifact artifact = inspected("a.tgz", bytes, limits);
    EXPECT_EQ(only_anomaly(artifact).kind, AnomalyKind::limit);
    EXPECT_EQ(only_anomaly(artifact).member, "a");
    EXPECT_TRUE(artifact.entries.empty());
  }
}

TEST_F(InspectTest, StopsAtTooManyEntries) {
  const Artifact artifact =
      inspected("a.tar", make_tar({{.name = "a"}, {.name = "b"}}), {.entries = 1});
  EXPECT_EQ(artifact.entries.size(), 1U);
  EXPECT_EQ(only_anomaly(artifact).kind, AnomalyKind::limit);
}

TEST_F(InspectTest, ReadsAFolder) {
  scratch.write("tree/bin/acme", "content");
  scratch.write("tree/LICENSE", "text");
  const Artifact artifact = inspect(scratch.path() + "/tree", {}, none);
  EXPECT_EQ(artifact.name, "tree");
  EXPECT_EQ(artifact.format, Format::directory);
  EXPECT_EQ(artifact.size, 11U);
  EXPECT_EQ(artifact.entries.size(), 3U);
}

TEST_F(InspectTest, CannotAuditWhatIsNotThere) {
  EXPECT_THROW(inspect(scratch.path() + "/missing", {}, none), base::Error);
  const std::string fifo = scratch.path() + "/fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_THROW(inspect(fifo, {}, none), base::Error);
}

TEST_F(InspectTest, DoesNotDependOnTheTimeOrThePlace) {
  const std::string bytes = tgz({{.name = "a", .content = "x"}});
  const Artifact here = inspected("one/a.tgz", bytes);
  const Artifact there = inspected("two/a.tgz", bytes);
  EXPECT_EQ(here.name, there.name);
  EXPECT_EQ(here.sha256, there.sha256);
}

} // namespace
} // namespace package_audit::content
