// The records between a worker and its parent: what an honest worker says arrives unchanged, what
// any other says is refused or is a well-formed telling of its own.

#include "base/head.hpp"
#include "sandbox/fields.hpp"
#include "sandbox/protocol.hpp"
#include "support/archive_scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace package_audit::sandbox {
namespace {

using support::fault_of;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::size_t k_head_size = 5;

Artifact sample() {
  Artifact artifact{.format = Format::deb,
                    .sha256 = {1, 2, 3},
                    .package_name = "acme",
                    .build_host = "host",
                    .lacks_checksum = true};
  artifact.entries.push_back({.member = "DEBIAN/control",
                              .path = "DEBIAN/control",
                              .section = Section::metadata,
                              .type = EntryType::file,
                              .implicitly_allowed = true,
                              .mode = 07777,
                              .uid = 1ULL << 40,
                              .gid = 2,
                              .user = "user",
                              .group = "group",
                              .size = 1ULL << 31,
                              .mtime = -1,
                              .sha256 = {9}});
  artifact.entries.push_back(
      {.member = std::string("a\0b", 3), .type = EntryType::symlink, .link_target = "c"});
  artifact.entries.push_back(
      {.member = "DEBIAN/control!/in", .type = EntryType::file, .container = 0});
  return artifact;
}

std::string encode(const Artifact& artifact, LayerSet layers = LayerSet::all()) {
  std::string bytes;
  RecordWriter writer([&](std::span<const std::byte> block) {
    bytes.append(reinterpret_cast<const char*>(block.data()), block.size());
  });
  writer.layers(layers);
  if (artifact.format != Format::unknown) writer.format(artifact.format);
  for (const Entry& entry : artifact.entries)
    writer.entry(entry);
  writer.finish(artifact);
  return bytes;
}

struct Decoded {
  Artifact artifact{};
  std::optional<LayerSet> layers{};
  std::optional<std::string> failure{};
  std::optional<Anomaly> fault{};
  bool complete = false;
};

Decoded decode(std::string_view bytes, const Limits& limits = {},
               InputKind kind = InputKind::package) {
  Decoded result;
  RecordReader reader(result.artifact, limits, kind);
  result.fault = fault_of([&] { reader.feed(base::as_bytes(bytes)); });
  result.layers = reader.layers();
  result.failure = reader.failure();
  result.complete = !result.fault && reader.is_complete();
  return result;
}

// The records of a stream, one by one.
std::vector<std::string> records_of(const std::string& bytes) {
  std::vector<std::string> records;
  for (std::size_t at = 0; at < bytes.size(); at += records.back().size()) {
    FieldReader head(std::string_view(bytes).substr(at + 1, 4), "a damaged head");
    records.push_back(bytes.substr(at, k_head_size + head.number<std::uint32_t>()));
  }
  return records;
}

std::string joined(const std::vector<std::string>& records) {
  std::string bytes;
  for (const std::string& record : records)
    bytes += record;
  return bytes;
}

// A stream that counts as whole says exactly what the artifact says that came of it.
void expect_honest_or_refused(const std::string& bytes) {
  const Decoded result = decode(bytes);
  if (!result.complete) return;
  EXPECT_EQ(encode(result.artifact, *result.layers), bytes);
}

TEST(Protocol, TellsEverything) {
  const std::string bytes = encode(sample());
  const Decoded result = decode(bytes);
  ASSERT_TRUE(result.complete);
  EXPECT_EQ(result.layers, LayerSet::all());
  EXPECT_EQ(result.artifact.format, Format::deb);
  EXPECT_EQ(result.artifact.sha256, (base::Sha256{1, 2, 3}));
  EXPECT_EQ(result.artifact.package_name, "acme");
  EXPECT_EQ(result.artifact.build_host, "host");
  EXPECT_TRUE(result.artifact.lacks_checksum);
  ASSERT_EQ(result.artifact.entries.size(), 3U);
  const Entry& first = result.artifact.entries[0];
  EXPECT_EQ(first.mode, 07777U);
  EXPECT_EQ(first.uid, 1ULL << 40);
  EXPECT_EQ(first.size, 1ULL << 31);
  EXPECT_EQ(first.mtime, -1);
  EXPECT_EQ(result.artifact.entries[1].member, std::string("a\0b", 3));
  EXPECT_EQ(result.artifact.entries[1].mode, std::nullopt);
  EXPECT_EQ(encode(result.artifact), bytes);
}

TEST(Protocol, TellsAnomalies) {
  const Artifact artifact{
      .anomalies = {{.kind = AnomalyKind::limit, .member = "member", .detail = "detail"},
                    {.detail = std::string(9999, 'x')}}};
  const Decoded result = decode(encode(artifact));
  ASSERT_TRUE(result.complete);
  ASSERT_EQ(result.artifact.anomalies.size(), 2U);
  EXPECT_EQ(result.artifact.anomalies[0].kind, AnomalyKind::limit);
  EXPECT_EQ(result.artifact.anomalies[0].member, "member");
  EXPECT_EQ(result.artifact.anomalies[1].detail, std::string(k_max_message, 'x'));
}

TEST(Protocol, DoesNotCareHowTheBytesAreCut) {
  const std::string bytes = encode(sample());
  Artifact artifact;
  const Limits limits;
  RecordReader reader(artifact, limits, InputKind::package);
  for (const char byte : bytes) {
    EXPECT_FALSE(reader.is_complete());
    reader.feed(base::as_bytes({&byte, 1}));
  }
  EXPECT_TRUE(reader.is_complete());
  EXPECT_EQ(encode(artifact), bytes);
}

TEST(Protocol, IsNotCompleteAtAnyEarlierByte) {
  const std::string bytes = encode(sample());
  for (std::size_t length = 0; length < bytes.size(); ++length)
    EXPECT_FALSE(decode(bytes.substr(0, length)).complete) << length;
}

TEST(Protocol, KeepsTheEntriesThatCame) {
  auto records = records_of(encode(sample()));
  records.resize(4);
  EXPECT_EQ(decode(joined(records)).artifact.entries.size(), 2U);
  records.push_back(std::string(1, '\x63') + std::string(4, '\0'));
  const Decoded result = decode(joined(records));
  ASSERT_TRUE(result.fault);
  EXPECT_EQ(result.artifact.entries.size(), 2U);
}

TEST(LyingWorker, GainsNothingByAnyChangedByte) {
  const std::string bytes = encode(sample());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int change : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ change);
      expect_honest_or_refused(changed);
    }
  }
}

TEST(LyingWorker, GainsNothingByABytePutInOrLeftOut) {
  const std::string bytes = encode(sample());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    expect_honest_or_refused(std::string(bytes).erase(i, 1));
    for (const char byte : {'\0', '\1', '\7', '\xFF'})
      expect_honest_or_refused(std::string(bytes).insert(i, 1, byte));
  }
}

TEST(LyingWorker, MustKeepTheOrderOfItsRecords) {
  const auto records = records_of(encode(sample()));
  for (std::size_t i = 0; i < records.size(); ++i) {
    auto without = records;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(decode(joined(without)).complete) << "without " << i;
    for (std::size_t j = 0; j <= records.size(); ++j) {
      auto doubled = records;
      doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(j), records[i]);
      EXPECT_FALSE(decode(joined(doubled)).complete) << i << " again before " << j;
    }
  }
}

TEST(LyingWorker, SaysNothingAfterTheEnd) {
  const std::string bytes = encode(sample());
  for (std::size_t length = 1; length < 8; ++length)
    EXPECT_FALSE(decode(bytes + std::string(length, '\0')).complete);
  EXPECT_FALSE(decode(bytes + bytes).complete);
  EXPECT_FALSE(decode(bytes + records_of(bytes).back()).complete);
}

// A stream with one fault, and a part of what is said about it.
struct Lie {
  const char* says;
  std::function<void(Artifact&)> change;
};

class LieTest : public testing::TestWithParam<Lie> {};

TEST_P(LieTest, IsSeen) {
  Artifact artifact = sample();
  GetParam().change(artifact);
  const Decoded result = decode(encode(artifact), {.entries = 3, .path_length = 10, .nesting = 1});
  ASSERT_TRUE(result.fault);
  EXPECT_EQ(result.fault->kind, AnomalyKind::damaged);
  EXPECT_THAT(result.fault->detail,
              AllOf(StartsWith("the reader process sent "), HasSubstr(GetParam().says)));
}

INSTANTIATE_TEST_SUITE_P(
    Lies, LieTest,
    testing::Values(
        Lie{"format", [](Artifact& a) { a.format = Format::directory; }},
        Lie{"format", [](Artifact& a) { a.format = static_cast<Format>(99); }},
        Lie{"wrong place", [](Artifact& a) { a.format = Format::unknown; }},
        Lie{"notes at", [](Artifact& a) { a = Artifact{}; }},
        Lie{"more entries", [](Artifact& a) { a.entries.resize(4, a.entries[1]); }},
        Lie{"entry", [](Artifact& a) { a.entries[1].type = static_cast<EntryType>(99); }},
        Lie{"entry", [](Artifact& a) { a.entries[1].section = static_cast<Section>(2); }},
        Lie{"entry", [](Artifact& a) { a.entries[1].mode = 010000; }},
        Lie{"not there", [](Artifact& a) { a.entries[1].container = 1; }},
        Lie{"not there", [](Artifact& a) { a.entries[2].container = 1; }},
        Lie{"not there", [](Artifact& a) { a.entries[1].container = 0xFFFFFFFE; }},
        Lie{"can have none", [](Artifact& a) { a.entries[1].size = 1; }},
        Lie{"can have none", [](Artifact& a) { a.entries[1].sha256 = {1}; }},
        Lie{"link target", [](Artifact& a) { a.entries[2].link_target = "x"; }},
        Lie{"metadata", [](Artifact& a) { a.entries[2].path = "x"; }},
        Lie{"metadata",
            [](Artifact& a) {
              a.entries[2] = {.member = "a", .type = EntryType::file, .implicitly_allowed = true};
            }},
        Lie{"named after", [](Artifact& a) { a.entries[2].member = "DEBIAN/control/in"; }},
        Lie{"not there", [](Artifact& a) { a.anomalies = {{.container = 3}}; }},
        Lie{"not there", [](Artifact& a) { a.anomalies = {{.container = 1}}; }},
        Lie{"larger", [](Artifact& a) { a.entries[2].size = ~0ULL; }},
        Lie{"entry", [](Artifact& a) { a.entries[1].member = std::string(70'000, 'x'); }},
        Lie{"anomalies", [](Artifact& a) { a.anomalies.resize(1001); }},
        Lie{"anomaly",
            [](Artifact& a) { a.anomalies = {{.kind = static_cast<AnomalyKind>(99)}}; }}));

TEST(LyingWorker, CannotFillTheParentsMemory) {
  Artifact artifact{.format = Format::tar};
  for (int i = 0; i < 100; ++i)
    artifact.entries.push_back({.member = std::string(1000, 'x'), .type = EntryType::directory});
  EXPECT_TRUE(decode(encode(artifact)).complete);
  const Decoded result = decode(encode(artifact), {.memory = 50'000});
  ASSERT_TRUE(result.fault);
  EXPECT_EQ(result.fault->kind, AnomalyKind::limit);
  EXPECT_THAT(result.fault->detail, StartsWith("memory is over"));
  // Nor by a record that never ends.
  const Decoded endless = decode(records_of(encode(artifact))[0] + "\3\xFF\xFF\xFF\xFF");
  ASSERT_TRUE(endless.fault);
  EXPECT_THAT(endless.fault->detail, HasSubstr("too long"));
}

TEST(LyingWorker, HasALayerAtLeast) {
  EXPECT_TRUE(decode(encode(sample(), LayerSet())).fault);
  EXPECT_TRUE(decode(encode(sample(), LayerSet(0x1E))).fault);
}

TEST(Protocol, AFolderIsAFolder) {
  Artifact artifact{.format = Format::directory};
  EXPECT_TRUE(decode(encode(artifact), {}, InputKind::directory).complete);
  EXPECT_TRUE(decode(encode(artifact), {}, InputKind::package).fault);
  artifact.sha256 = {1};
  EXPECT_TRUE(decode(encode(artifact), {}, InputKind::directory).fault);
  artifact = {.format = Format::tar};
  EXPECT_TRUE(decode(encode(artifact), {}, InputKind::directory).fault);
}

TEST(Protocol, TellsWhyTheFileCannotBeRead) {
  std::string bytes;
  RecordWriter writer([&](std::span<const std::byte> block) {
    bytes.append(reinterpret_cast<const char*>(block.data()), block.size());
  });
  writer.layers(LayerSet::all());
  writer.format(Format::tar);
  writer.failure("acme.tar: Input/output error");
  const Decoded result = decode(bytes);
  EXPECT_FALSE(result.fault);
  EXPECT_FALSE(result.complete);
  EXPECT_EQ(result.failure, "acme.tar: Input/output error");
  for (const std::string& record : records_of(encode(sample())))
    EXPECT_TRUE(decode(bytes + record).fault);
}

} // namespace
} // namespace package_audit::sandbox
