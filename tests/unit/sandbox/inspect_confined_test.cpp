// Confined or not, on one thread or several, a package reads the same.

#include "base/error.hpp"
#include "content/inspect.hpp"
#include "sandbox/inspect_confined.hpp"
#include "sandbox/sanitizers.hpp"
#include "support/archive_builder.hpp"
#include "support/archive_scratch.hpp"
#include "support/deb_builder.hpp"
#include "unit/sandbox/supervise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <sys/stat.h>

namespace package_audit::sandbox {
namespace {

using support::compress;
using support::Container;
using support::folder;
using support::make_archive;
using support::make_tar;
using support::Member;
using support::ScratchFolder;
using support::symlink;

const std::vector<Member> k_members{
    folder("acme/"),
    {.name = "acme/tool", .content = "content", .mode = 0755},
    {.name = "acme/\xC3\xBC" + std::string(200, 'x'), .content = std::string(300'000, 'y')},
    symlink("acme/link", "tool")};

// What the records carry of an artifact, for comparison.
std::string encoded(const Artifact& artifact) {
  std::string bytes;
  RecordWriter writer([&](std::span<const std::byte> block) {
    bytes.append(reinterpret_cast<const char*>(block.data()), block.size());
  });
  writer.format(artifact.format);
  for (const Entry& entry : artifact.entries)
    writer.entry(entry);
  writer.finish(artifact);
  return bytes;
}

class InspectConfined : public testing::Test {
protected:
  void expect_same(const std::string& file) {
    const Artifact plain = content::inspect(file, {}, content::signatures::SignatureSet());
    for (const std::size_t threads : {2U, 3U, 8U})
      EXPECT_EQ(encoded(content::inspect(file, {}, content::signatures::SignatureSet(), threads)),
                encoded(plain))
          << file;
    for (const std::size_t threads : {2U, 8U}) {
      EXPECT_EQ(encoded(inspect_confined(file, {}, content::signatures::SignatureSet(),
                                         {.threads = threads})),
                encoded(plain))
          << file;
    }
    const Artifact confined = inspect_confined(file, {}, content::signatures::SignatureSet());
    EXPECT_EQ(encoded(confined), encoded(plain)) << file;
    EXPECT_EQ(confined.name, plain.name);
    EXPECT_EQ(confined.size, plain.size);
    EXPECT_TRUE(plain.sandbox.empty());
    ASSERT_FALSE(confined.sandbox.empty());
    EXPECT_EQ(confined.sandbox.front(), "process");
  }

  ScratchFolder scratch;
};

TEST_F(InspectConfined, ReadsEveryFormatAsInTheOpen) {
  const std::string tar = make_tar(k_members);
  expect_same(scratch.write("acme.tar", tar));
  expect_same(scratch.write("acme.tar.gz", compress(formats::compression::Compression::gzip, tar)));
  expect_same(
      scratch.write("acme.tar.bz2", compress(formats::compression::Compression::bzip2, tar)));
  expect_same(scratch.write("acme.tar.xz", compress(formats::compression::Compression::xz, tar)));
  expect_same(
      scratch.write("acme.tar.zst", compress(formats::compression::Compression::zstd, tar)));
  expect_same(scratch.write("acme.zip", make_archive(Container::zip, k_members)));
  expect_same(scratch.write("acme.7z", make_archive(Container::seven_zip, k_members)));
  expect_same(scratch.write("acme.deb", support::make_deb(k_members)));
  expect_same(scratch.write("acme.rpm", support::make_rpm(k_members)));
}

TEST_F(InspectConfined, ReadsDamagedPackagesAsInTheOpen) {
  const std::string tgz = compress(formats::compression::Compression::gzip, make_tar(k_members));
  expect_same(scratch.write("cut.tar.gz", tgz.substr(0, tgz.size() / 2)));
  expect_same(scratch.write("long.tar.gz", tgz + "more"));
  expect_same(scratch.write("other.zip", tgz));
  expect_same(scratch.write("empty.zip", ""));
  expect_same(scratch.write("text.zip", "text\n"));
}

TEST_F(InspectConfined, ReadsAFolderAsInTheOpen) {
  scratch.write("tree/bin/tool", "content");
  scratch.write("tree/share/a/b/c", std::string(300'000, 'y'));
  std::filesystem::create_symlink("tool", scratch.path() + "/tree/bin/link");
  std::filesystem::create_symlink(scratch.path() + "/tree", scratch.path() + "/tree-link");
  expect_same(scratch.path() + "/tree");
  expect_same(scratch.path() + "/tree-link");
}

TEST_F(InspectConfined, FollowsASymlinkToAPackage) {
  scratch.write("acme.tar", make_tar(k_members));
  std::filesystem::create_symlink("acme.tar", scratch.path() + "/link.tar");
  expect_same(scratch.path() + "/link.tar");
}

TEST_F(InspectConfined, AppliesTheLimits) {
  const std::string file = scratch.write("acme.tar", make_tar(k_members));
  const Artifact artifact =
      inspect_confined(file, {.entry_size = 1000}, content::signatures::SignatureSet());
  ASSERT_EQ(artifact.anomalies.size(), 1U);
  EXPECT_EQ(artifact.anomalies[0].kind, AnomalyKind::limit);
  EXPECT_EQ(artifact.anomalies[0].detail.substr(0, 10), "entry_size");
}

TEST_F(InspectConfined, EndsWithTheLimitWhereverMemoryRunsOut) {
  if (k_has_sanitizers) GTEST_SKIP() << "memory cannot be limited under sanitizers";
  const std::string tar = make_tar(k_members);
  const std::vector<std::string> files{
      scratch.write("acme.tar.gz", compress(formats::compression::Compression::gzip, tar)),
      scratch.write("acme.tar.xz", compress(formats::compression::Compression::xz, tar)),
      scratch.write("acme.tar.zst", compress(formats::compression::Compression::zstd, tar)),
      scratch.write("acme.zip", make_archive(Container::zip, k_members)),
      scratch.write("acme.7z", make_archive(Container::seven_zip, k_members))};
  for (const std::string& file : files) {
    const std::string plain =
        encoded(content::inspect(file, {}, content::signatures::SignatureSet()));
    std::size_t refused = 0;
    for (std::uint64_t memory = 0; memory < 4 << 20; memory += 128 << 10) {
      const Limits limits{.memory = memory};
      const Artifact artifact = inspect_confined(file, limits, content::signatures::SignatureSet());
      if (artifact.anomalies.empty()) {
        EXPECT_EQ(encoded(artifact), plain) << file << ", " << memory;
        continue;
      }
      ++refused;
      EXPECT_EQ(artifact.anomalies.size(), 1U);
      EXPECT_THAT(artifact.anomalies[0].detail,
                  testing::EndsWith(limit_message(&Limits::memory, limits)))
          << file << ", " << memory;
    }
    EXPECT_GT(refused, 0U) << file;
  }
}

TEST_F(InspectConfined, DoesNotReadWhatIsTooLarge) {
  // A sparse file: no disk holds it.
  const std::string file = scratch.write("acme.tar", "");
  ASSERT_EQ(::truncate(file.c_str(), off_t{1} << 42), 0);
  const Artifact artifact = inspect_confined(file, {}, content::signatures::SignatureSet());
  ASSERT_EQ(artifact.anomalies.size(), 1U);
  EXPECT_EQ(artifact.anomalies[0].kind, AnomalyKind::limit);
  EXPECT_EQ(artifact.sha256, base::Sha256{});
}

TEST_F(InspectConfined, OpensOnlyFilesAndFolders) {
  EXPECT_THROW(
      inspect_confined(scratch.path() + "/missing", {}, content::signatures::SignatureSet()),
      base::Error);
  const std::string fifo = scratch.path() + "/fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_THROW(inspect_confined(fifo, {}, content::signatures::SignatureSet()), base::Error);
  EXPECT_THROW(inspect_confined("/dev/null", {}, content::signatures::SignatureSet()), base::Error);
}

// The layers that the system has, one left out at a time.
TEST_F(InspectConfined, ReadsSeveralAsOneAfterTheOther) {
  const std::string tar = make_tar(k_members);
  std::vector<std::string> files{
      scratch.write("a.tar", tar), scratch.write("b.zip", make_archive(Container::zip, k_members)),
      scratch.write("c.tar", tar.substr(0, tar.size() / 2)),
      scratch.write("d.tar.gz", compress(formats::compression::Compression::gzip, tar))};
  scratch.write("e/acme", "content");
  files.push_back(scratch.path() + "/e");
  for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
    std::vector<std::size_t> started;
    const std::vector<Artifact> artifacts =
        inspect_confined(files, {}, content::signatures::SignatureSet(), {.threads = threads},
                         [&](std::size_t i) { started.push_back(i); });
    ASSERT_EQ(artifacts.size(), files.size());
    EXPECT_THAT(started, testing::ElementsAre(0, 1, 2, 3, 4));
    for (std::size_t i = 0; i < files.size(); ++i) {
      EXPECT_EQ(encoded(artifacts[i]),
                encoded(content::inspect(files[i], {}, content::signatures::SignatureSet())))
          << files[i];
      EXPECT_EQ(artifacts[i].size,
                content::inspect(files[i], {}, content::signatures::SignatureSet()).size)
          << files[i];
    }
  }
}

TEST_F(InspectConfined, TellsTheErrorOfTheFirstOfSeveral) {
  const std::vector<std::string> files{scratch.write("a.tar", make_tar(k_members)),
                                       scratch.path() + "/b.tar", scratch.path() + "/c.tar"};
  for (const std::size_t threads : {1U, 2U, 8U}) {
    try {
      inspect_confined(files, {}, content::signatures::SignatureSet(), {.threads = threads}, {});
      ADD_FAILURE() << "read what is not there";
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("/b.tar: "));
    }
  }
}

class Without : public testing::TestWithParam<Layer> {};

TEST_P(Without, ReadsAllTheSame) {
  LayerSet layers = LayerSet::all();
  layers.set(GetParam(), false);
  const ScratchFolder scratch;
  const std::string file = scratch.write("acme.zip", make_archive(Container::zip, k_members));
  base::FileSource source(file);
  Artifact artifact{.name = "acme.zip"};
  content::prepare_reading();
  const Input input{.package = &source};
  supervise(reading_task(input, Limits{}, content::signatures::SignatureSet()), input, {},
            {.layers = layers}, artifact);
  EXPECT_EQ(encoded(artifact),
            encoded(content::inspect(file, {}, content::signatures::SignatureSet())));
  const LayerSet missing = LayerSet::all().without(layers);
  EXPECT_THAT(artifact.sandbox, testing::Not(testing::Contains(missing.names().front())));
}

INSTANTIATE_TEST_SUITE_P(Layers, Without,
                         testing::Values(Layer::rlimits, Layer::no_new_privs, Layer::landlock,
                                         Layer::seccomp));

} // namespace
} // namespace package_audit::sandbox
