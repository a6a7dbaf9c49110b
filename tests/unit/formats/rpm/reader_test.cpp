#include "base/digest.hpp"
#include "support/cpio_recipe.hpp"
#include "unit/formats/rpm/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::rpm {
namespace {

using support::cpio_end;
using support::cpio_file;
using support::fault_of;
using support::make_rpm;
using support::MemorySource;
using support::rpm_int32s;
using support::rpm_of;
using support::rpm_text;
using support::rpm_texts;
using support::RpmRecipe;
using support::symlink;
using support::value_of;
using ::testing::ElementsAre;

TEST(Rpm, PassesOnItsPayload) {
  for (const compression::Compression compression :
       {compression::Compression::none, compression::Compression::gzip,
        compression::Compression::xz, compression::Compression::bzip2,
        compression::Compression::zstd}) {
    const RpmRead rpm = read(rpm_of({.payload = payload(), .compression = compression}));
    EXPECT_THAT(rpm.recorder.names(),
                ElementsAre("header", "./usr/bin", "./usr/bin/acme", "./usr/bin/acme2",
                            "./usr/share/acme3", "./usr/share/empty", "./usr/bin/link"));
    const auto& records = rpm.recorder.records;
    EXPECT_EQ(records[2].content, "content");
    EXPECT_EQ(records[2].entry.mode, 0755U);
    EXPECT_EQ(records[3].entry.type, EntryType::hardlink);
    EXPECT_EQ(records[3].entry.link_target, "./usr/bin/acme");
    EXPECT_EQ(records[6].entry.type, EntryType::symlink);
    EXPECT_EQ(records[6].entry.link_target, "../share/a-target-of-many-letters");
  }
}

TEST(Rpm, PassesOnItsHeader) {
  const RpmRead rpm = read(make_rpm({}));
  ASSERT_THAT(rpm.recorder.names(), ElementsAre("header"));
  const auto& [entry, content] = rpm.recorder.records[0];
  EXPECT_EQ(entry.path, "RPM/header");
  EXPECT_EQ(entry.section, Section::metadata);
  EXPECT_TRUE(entry.implicitly_allowed);
  EXPECT_NE(content.find("a sample"), std::string::npos);
}

TEST(Rpm, NotesItsNameAndBuildHost) {
  const RpmRead rpm = read(make_rpm({}));
  EXPECT_EQ(rpm.notes.package_name, "acme");
  EXPECT_EQ(rpm.notes.build_host, "build7.example");
}

TEST(Rpm, HasTheOwnersOfTheHeader) {
  const RpmRead rpm =
      read(rpm_of({.payload = {{.name = "./etc/acme"}}, .header = [](Values& values) {
                     value_of(values, 1040) = rpm_texts(1040, {"acme"});
                   }}));
  const Entry& entry = rpm.recorder.records[1].entry;
  EXPECT_EQ(entry.user, "root");
  EXPECT_EQ(entry.uid, 0U);
  EXPECT_EQ(entry.group, "acme");
  EXPECT_EQ(entry.gid, Entry::k_no_id);
}

TEST(Rpm, OmitsGhosts) {
  const auto ghost = [](Values& values) {
    value_of(values, 1117) = rpm_texts(1117, {"acme", "log"});
    value_of(values, 1116) = rpm_int32s(1116, {0, 0});
    value_of(values, 1030) = support::rpm_int16s(1030, {0100644, 0100644});
    for (const std::uint32_t tag : {1028U, 1095U, 1096U})
      value_of(values, tag) = rpm_int32s(tag, {0, 0});
    value_of(values, 1034) = rpm_int32s(1034, {1'700'000'000, 0});
    value_of(values, 1037) = rpm_int32s(1037, {0, 64});
    for (const std::uint32_t tag : {1036U, 1039U, 1040U})
      value_of(values, tag) = rpm_texts(tag, {"", ""});
    value_of(values, 1035) =
        rpm_texts(1035, {base::digest_of(base::DigestAlgorithm::sha256, ""), ""});
  };
  EXPECT_EQ(kind_of({.payload = {{.name = "./var/acme"}}, .header = ghost}), std::nullopt);
  // In the payload, it is there all the same.
  EXPECT_EQ(
      kind_of({.payload = {{.name = "./var/acme"}},
               .header = [](Values& values) { value_of(values, 1037) = rpm_int32s(1037, {64}); }}),
      AnomalyKind::ambiguous);
}

TEST(Rpm, ReadsSourcePackages) {
  RpmRecipe recipe{.payload = {{.name = "acme.spec", .content = "Name: acme"}},
                   .header =
                       [](Values& values) {
                         remove(values, 1044);
                         values.push_back(rpm_int32s(1106, {1}));
                       },
                   .lead = [](std::string& lead) { lead[7] = 1; }};
  EXPECT_THAT(read(rpm_of(recipe)).recorder.names(), ElementsAre("header", "acme.spec"));
  recipe.lead = {};
  EXPECT_EQ(kind_of(recipe), AnomalyKind::ambiguous);
}

TEST(Rpm, ComparesLeadAndHeader) {
  const auto named = [](const std::string& name) {
    return [name](std::string& lead) {
      lead.replace(10, 66, std::string(66, '\0'));
      lead.replace(10, name.size(), name);
    };
  };
  EXPECT_EQ(kind_of({.lead = named("acme-1.0-2")}), AnomalyKind::ambiguous);
  EXPECT_EQ(kind_of({.lead = named("")}), AnomalyKind::ambiguous);
  EXPECT_EQ(kind_of({.lead = named("acme-1.0-1-hidden")}), AnomalyKind::ambiguous);
  const auto with_epoch = [](Values& values) { values.push_back(rpm_int32s(1003, {2})); };
  EXPECT_EQ(kind_of({.header = with_epoch, .lead = named("acme-2:1.0-1")}), std::nullopt);
  EXPECT_EQ(kind_of({.header = with_epoch, .lead = named("acme-1.0-1")}), std::nullopt);
  EXPECT_EQ(kind_of({.header = with_epoch, .lead = named("acme-3:1.0-1")}), AnomalyKind::ambiguous);
  const std::string name(80, 'x');
  const auto long_name = [&](Values& values) { value_of(values, 1000) = rpm_text(1000, name); };
  EXPECT_EQ(kind_of({.header = long_name, .lead = named(name.substr(0, 65))}), std::nullopt);
  EXPECT_EQ(kind_of({.header = long_name, .lead = named(name.substr(0, 64))}),
            AnomalyKind::ambiguous);
}

TEST(Rpm, RefusesTextInTheLeadAndInPadding) {
  EXPECT_EQ(kind_of({.lead = [](std::string& lead) { lead.replace(40, 6, "hidden"); }}),
            AnomalyKind::unexpected_bytes);
  EXPECT_EQ(kind_of({.lead = [](std::string& lead) { lead.replace(80, 6, "hidden"); }}),
            AnomalyKind::unexpected_bytes);
  bool had_padding = false;
  const auto kind = kind_of({.signature_padding = [&](std::string& padding) {
    had_padding = !padding.empty();
    if (had_padding) padding.back() = 'x';
  }});
  ASSERT_TRUE(had_padding);
  EXPECT_EQ(kind, AnomalyKind::unexpected_bytes);
}

TEST(Rpm, RefusesUnknownTagsAndUsedReservedSpace) {
  EXPECT_EQ(kind_with_header([](Values& v) { v.push_back(rpm_text(9999, "hidden")); }),
            AnomalyKind::ambiguous);
  EXPECT_EQ(kind_with_signature([](Values& v) { v.push_back(rpm_text(9999, "hidden")); }),
            AnomalyKind::ambiguous);
  EXPECT_EQ(kind_with_signature([](Values& v) { value_of(v, 1008).bytes[5] = 'x'; }),
            AnomalyKind::unexpected_bytes);
}

TEST(Rpm, RefusesAFurtherHeader) {
  const auto again = [](std::string& header) { header += header; };
  EXPECT_TRUE(kind_of({.header_bytes = again}));
  EXPECT_TRUE(kind_of({.signature_bytes = again}));
}

// A payload other than the header's list of files.
std::optional<AnomalyKind> kind_with_cpio(const std::string& cpio) {
  return kind_of({.payload = {{.name = "./a", .content = "x"}},
                  .cpio = [&](std::string& bytes) { bytes = cpio; }});
}

std::string listed_file() {
  return support::cpio_member(
      {.mtime = 1'700'000'000, .name = std::string("./a\0", 4), .content = "x"});
}

TEST(Rpm, AcceptsAPayloadEqualToTheFileList) {
  EXPECT_EQ(kind_with_cpio(listed_file() + cpio_end()), std::nullopt);
}

TEST(Rpm, RefusesMembersThatTheHeaderDoesNotList) {
  EXPECT_EQ(kind_with_cpio(listed_file() + cpio_file("./b", "x") + cpio_end()),
            AnomalyKind::ambiguous);
  EXPECT_EQ(kind_with_cpio(listed_file() + listed_file() + cpio_end()), AnomalyKind::ambiguous);
}

TEST(Rpm, RefusesMembersThatThePayloadLacks) {
  EXPECT_EQ(kind_with_cpio(cpio_end()), AnomalyKind::ambiguous);
}

TEST(Rpm, RefusesMembersAfterTheTrailer) {
  EXPECT_EQ(kind_with_cpio(listed_file() + cpio_end() + cpio_file("./b", "x") + cpio_end()),
            AnomalyKind::unexpected_bytes);
  EXPECT_EQ(kind_with_cpio(listed_file() + cpio_end() + "hidden"), AnomalyKind::unexpected_bytes);
}

TEST(Rpm, RefusesATrailerThatComesFirst) {
  EXPECT_TRUE(kind_with_cpio(cpio_end() + listed_file() + cpio_end()));
}

TEST(Rpm, RefusesAPayloadWithoutTrailer) {
  EXPECT_EQ(kind_with_cpio(listed_file()), AnomalyKind::damaged);
  EXPECT_TRUE(kind_with_cpio(""));
}

TEST(Rpm, RefusesANameWithAZeroByte) {
  EXPECT_TRUE(kind_with_cpio(
      support::cpio_member({.name = std::string("./a\0.c\0", 7), .content = "x"}) + cpio_end()));
}

TEST(Rpm, RefusesAPayloadThatIsNoCpio) {
  EXPECT_TRUE(kind_with_cpio(support::make_tar({{.name = "./a", .content = "x"}})));
  EXPECT_TRUE(kind_with_cpio(
      support::make_archive(support::Container::zip, {{.name = "./a", .content = "x"}})));
}

TEST(Rpm, RefusesBytesAfterThePayload) {
  for (const compression::Compression compression :
       {compression::Compression::none, compression::Compression::gzip,
        compression::Compression::zstd}) {
    const RpmRecipe recipe{.payload = payload(),
                           .compression = compression,
                           .compressed = [](std::string& bytes) { bytes += "hidden"; }};
    EXPECT_TRUE(kind_of(recipe));
    EXPECT_TRUE(rpm_fault(rpm_of({.payload = payload(), .compression = compression}) + "hidden"));
  }
}

TEST(Rpm, RefusesACompressorThatIsNotTheOneNamed) {
  const auto named = [](const char* name) {
    return [name](Values& v) { value_of(v, 1125) = rpm_text(1125, name); };
  };
  EXPECT_EQ(kind_with_header(named("xz")), AnomalyKind::format_mismatch);
  EXPECT_EQ(kind_with_header(named("lzma")), AnomalyKind::damaged);
  EXPECT_EQ(kind_with_header([](Values& v) { remove(v, 1125); }), AnomalyKind::format_mismatch);
  EXPECT_EQ(kind_with_header([](Values& v) { value_of(v, 1124) = rpm_text(1124, "drpm"); }),
            AnomalyKind::damaged);
  EXPECT_EQ(kind_with_header([](Values& v) { remove(v, 1124); }), AnomalyKind::damaged);
}

TEST(Rpm, StopsAtTheLimitOfEntries) {
  Limits limits;
  limits.entries = 2;
  const auto fault = fault_of([&] { read(make_rpm(payload()), limits); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::limit);
}

TEST(Rpm, RefusesAHeaderWithoutName) {
  for (const std::uint32_t tag : {1000U, 1001U, 1002U}) {
    EXPECT_EQ(kind_with_header([&](Values& values) { remove(values, tag); }), AnomalyKind::damaged);
  }
}

std::string tiny_rpm(compression::Compression compression) {
  return rpm_of({.payload = {{.name = "./a", .content = "content"}, symlink("./b", "a")},
                 .compression = compression,
                 .header = [](Values& v) { v.push_back(rpm_text(1024, "exit 0")); }});
}

TEST(Rpm, RefusesEveryTruncation) {
  for (const compression::Compression compression :
       {compression::Compression::none, compression::Compression::gzip}) {
    const std::string bytes = tiny_rpm(compression);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      ASSERT_TRUE(rpm_fault(bytes.substr(0, length))) << length << " of " << bytes.size();
    }
  }
}

// The values that reports show.
std::string summary_of(const RpmRead& rpm) {
  std::string text = rpm.notes.package_name + " " + rpm.notes.build_host;
  for (const auto& [entry, content] : rpm.recorder.records) {
    text += "\n" + entry.member + " " + std::string(to_string(entry.type)) + " " +
            std::to_string(entry.mode.value_or(0)) + entry.link_target + " " + content;
  }
  return text;
}

TEST(Rpm, HasNoOtherContentAfterAnyFlippedBit) {
  const std::string bytes = tiny_rpm(compression::Compression::none);
  const std::string expected = summary_of(read(bytes));
  std::size_t accepted = 0;
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    std::string seen = expected;
    const auto fault = fault_of([&] { seen = summary_of(read(flipped)); });
    ASSERT_TRUE(fault || seen == expected) << "bit " << bit;
    if (!fault) ++accepted;
  }
  // The lead's numbers of architecture and system, which rpm does not read, and the MD5's tag
  // become that of a signature.
  EXPECT_EQ(accepted, 17U);
}

TEST(Rpm, IsRecognizedByItsLead) {
  MemorySource rpm(make_rpm({}));
  EXPECT_TRUE(recognize(rpm));
  MemorySource other("\xED\xAB\xEE");
  EXPECT_FALSE(recognize(other));
}

} // namespace
} // namespace package_audit::formats::rpm
