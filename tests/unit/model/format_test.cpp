#include "model/format.hpp"

#include <gtest/gtest.h>

namespace package_audit {
namespace {

TEST(PromisedFormat, FollowsFromTheName) {
  EXPECT_EQ(promised_format("acme-1.0.tar.gz"), Format::tar_gz);
  EXPECT_EQ(promised_format("acme-1.0.TGZ"), Format::tar_gz);
  EXPECT_EQ(promised_format("acme-1.0.tar.xz"), Format::tar_xz);
  EXPECT_EQ(promised_format("acme-1.0.tar.bz2"), Format::tar_bz2);
  EXPECT_EQ(promised_format("acme-1.0.tar.zst"), Format::tar_zst);
  EXPECT_EQ(promised_format("acme-1.0.tar.Z"), Format::tar_z);
  EXPECT_EQ(promised_format("acme-1.0.tar"), Format::tar);
  EXPECT_EQ(promised_format("acme-1.0.zip"), Format::zip);
  EXPECT_EQ(promised_format("acme-1.0.7z"), Format::seven_zip);
  EXPECT_EQ(promised_format("acme-1.0.sh"), Format::stgz);
  EXPECT_EQ(promised_format("acme_1.0_amd64.deb"), Format::deb);
  EXPECT_EQ(promised_format("acme-dbgsym_1.0_amd64.ddeb"), Format::deb);
  EXPECT_EQ(promised_format("acme-1.0-1.x86_64.rpm"), Format::rpm);
  EXPECT_EQ(promised_format("acme-1.0"), Format::unknown);
  EXPECT_EQ(promised_format("acme-1.0.tar.gz.sig"), Format::unknown);
  EXPECT_EQ(promised_format(""), Format::unknown);
}

TEST(Format, HasASpelling) {
  for (int i = 1; i <= static_cast<int>(Format::directory); ++i)
    EXPECT_NE(to_string(static_cast<Format>(i)), "unknown") << i;
  EXPECT_EQ(to_string(Format::unknown), "unknown");
  EXPECT_EQ(to_string(Format::tar_z), "tar.Z");
  EXPECT_EQ(to_string(Format::seven_zip), "7z");
}

TEST(PackageStem, IsTheNameWithoutItsFormat) {
  EXPECT_EQ(package_stem("acme-1.0.tar.gz"), "acme-1.0");
  EXPECT_EQ(package_stem("acme-1.0.tar"), "acme-1.0");
  EXPECT_EQ(package_stem("acme-1.0"), "acme-1.0");
}

} // namespace
} // namespace package_audit
