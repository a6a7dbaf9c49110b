#include "formats/detect.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/deb_builder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats {
namespace {

using support::compress;
using support::Container;
using support::make_archive;
using support::make_tar;
using support::MemorySource;

Format detected(const std::string& bytes) {
  MemorySource source(bytes);
  const FormatReader* const reader = recognize_format(source);
  return reader == nullptr ? Format::unknown : reader->format;
}

TEST(Format, FollowsFromTheBytes) {
  const std::string tar = make_tar({{.name = "a", .content = "x"}});
  EXPECT_EQ(detected(tar), Format::tar);
  EXPECT_EQ(detected(compress(compression::Compression::gzip, tar)), Format::tar_gz);
  EXPECT_EQ(detected(compress(compression::Compression::xz, tar)), Format::tar_xz);
  EXPECT_EQ(detected(compress(compression::Compression::bzip2, tar)), Format::tar_bz2);
  EXPECT_EQ(detected(compress(compression::Compression::zstd, tar)), Format::tar_zst);
  EXPECT_EQ(detected(compress(compression::Compression::compress, tar)), Format::tar_z);
  EXPECT_EQ(detected(make_archive(Container::zip, {{.name = "a"}})), Format::zip);
  EXPECT_EQ(detected(make_archive(Container::seven_zip, {{.name = "a"}})), Format::seven_zip);
  EXPECT_EQ(detected(support::make_deb(support::DebRecipe{})), Format::deb);
  EXPECT_EQ(detected(support::make_rpm({})), Format::rpm);
}

TEST(Format, OfOtherFilesIsUnknown) {
  EXPECT_EQ(detected(""), Format::unknown);
  EXPECT_EQ(detected("#!/bin/sh\necho hello\n"), Format::unknown);
  EXPECT_EQ(detected("just some text\n"), Format::unknown);
  // Formats that a library which tries everything would open.
  EXPECT_EQ(detected("#mtree\n./etc/passwd type=file\n"), Format::unknown);
  EXPECT_EQ(detected("LRZI"), Format::unknown);
  EXPECT_EQ(detected(compress(compression::Compression::gzip, "text, not a tar")), Format::unknown);
  EXPECT_EQ(detected(make_archive(Container::cpio, {{.name = "a"}})), Format::unknown);
  EXPECT_EQ(detected(compress(compression::Compression::gzip,
                              compress(compression::Compression::gzip, make_tar({})))),
            Format::unknown);
}

TEST(Format, OfADamagedTarballIsStillATarball) {
  const std::string bytes = compress(compression::Compression::gzip, make_tar({{.name = "a"}}));
  EXPECT_EQ(detected(bytes.substr(0, 12)), Format::tar_gz);
}

} // namespace
} // namespace package_audit::formats
