// One member: its two headers must agree, and installers must agree on what it is.

#include "support/reading.hpp"
#include "support/zip_recipe.hpp"

#include <gtest/gtest.h>

namespace package_audit::formats::zip {
namespace {

using namespace support;
using ::testing::ElementsAre;

constexpr AnomalyKind k_ambiguous = AnomalyKind::ambiguous;
constexpr AnomalyKind k_damaged = AnomalyKind::damaged;
constexpr AnomalyKind k_encrypted = AnomalyKind::encrypted;

template <typename Change>
Reading changed(ZipEntry entry, Change change) {
  change(entry);
  return read_bytes(make_zip({.entries = {std::move(entry)}}));
}

Reading named(const std::string& name, ZipEntry entry = zip_file("bin/app", "content")) {
  return changed(std::move(entry),
                 [&](ZipEntry& e) { change_both(e, [&](auto& header) { header.name = name; }); });
}

ZipEntry file() {
  return zip_file("bin/app", "content");
}

ZipEntry stored() {
  return stored_file("bin/app", "content");
}

TEST(ZipEntry, RefusesTwoNames) {
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.central.name = "src/bad"; }),
              FaultsWith(k_ambiguous, "its name is \"bin/app\" in the local header"));
}

TEST(ZipEntry, RefusesHeadersThatDiffer) {
  const auto differs = [](std::string_view what) { return FaultsWith(k_ambiguous, what); };
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.central.crc ^= 1; }),
              differs("its data descriptor"));
  EXPECT_THAT(changed(stored(), [](ZipEntry& e) { e.central.crc ^= 1; }), differs("its checksum"));
  EXPECT_THAT(changed(stored(), [](ZipEntry& e) { e.local.crc = 0; }), differs("its checksum"));
  EXPECT_THAT(changed(stored(), [](ZipEntry& e) { e.local.packed -= 1; }), differs("packed size"));
  EXPECT_THAT(changed(stored(), [](ZipEntry& e) { e.local.packed = 0; }), differs("packed size"));
  EXPECT_THAT(changed(stored(), [](ZipEntry& e) { e.local.unpacked -= 1; }), differs("its size"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.local.unpacked -= 1; }), differs("its size"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.local.crc = 1; }), differs("its checksum"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.local.packed = 1; }), differs("packed size"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.local.method = 0; }), differs("method"));
  EXPECT_THAT(changed(stored(), [](ZipEntry& e) { e.central.method = 8; }), differs("method"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.local.flags = 0; }), differs("flags"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.central.flags |= 1 << 11; }), differs("flags"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.local.needed = 10; }), differs("version needed"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.local.time ^= 1; }), differs("its time"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.central.date ^= 1; }), differs("its time"));
}

TEST(ZipEntry, AcceptsALocalHeaderThatWasWrittenFirst) {
  // Info-ZIP into a pipe, Java: the local header knows nothing yet.
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.local.unpacked = 0; }), IsAccepted());
  EXPECT_THAT(changed(file(),
                      [](ZipEntry& e) {
                        e.local.crc = e.central.crc;
                        e.local.packed = e.central.packed;
                      }),
              IsAccepted());
}

TEST(ZipEntry, RefusesAnotherDataDescriptor) {
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.descriptor[4] ^= 1; }),
              FaultsWith(k_ambiguous, "data descriptor"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.descriptor[8] ^= 1; }),
              FaultsWith(k_ambiguous, "data descriptor"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.descriptor[12] ^= 1; }),
              FaultsWith(k_ambiguous, "data descriptor"));
}

TEST(ZipEntry, RefusesADataDescriptorWithoutSignatureOrNone) {
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.descriptor.erase(0, 4); }),
              FaultsWith(k_ambiguous, "data descriptor"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.descriptor.clear(); }),
              FaultsWith(k_ambiguous, "data descriptor"));
}

TEST(ZipEntry, RefusesContentShorterThanItsPackedSize) {
  EXPECT_THAT(changed(stored(),
                      [](ZipEntry& e) {
                        change_both(e, [](auto& header) { header.packed += 4; });
                        e.content += "more";
                      }),
              FaultsWith(k_ambiguous, "is stored in 11 bytes although its size is 7"));
  EXPECT_THAT(
      changed(stored(),
              [](ZipEntry& e) { change_both(e, [](auto& header) { header.unpacked -= 1; }); }),
      FaultsWith(k_ambiguous, "is stored in 7 bytes although its size is 6"));
  // Both sizes too small: the rest belongs to nothing.
  EXPECT_THAT(changed(stored(),
                      [](ZipEntry& e) {
                        change_both(e, [](auto& header) { header.packed = --header.unpacked; });
                      }),
              FaultsWith(AnomalyKind::unexpected_bytes, "1 bytes between"));
}

// A deflated file with sizes in front, so that they can be changed by themselves.
ZipEntry deflated_file() {
  ZipEntry entry = stored();
  entry.content = deflated("content");
  change_both(entry, [&](auto& header) {
    header.method = 8;
    header.packed = static_cast<std::uint32_t>(entry.content.size());
  });
  return entry;
}

TEST(ZipEntry, RefusesDeflatedContentThatIsShorterThanItsPackedSize) {
  EXPECT_THAT(changed(deflated_file(), [](ZipEntry&) {}), IsAccepted());
  EXPECT_THAT(changed(deflated_file(),
                      [](ZipEntry& e) {
                        change_both(e, [](auto& header) { header.packed += 4; });
                        e.content += "more";
                      }),
              FaultsWith(k_damaged, "incorrect data check"));
}

// What is expected behind the data can stand in the file, too.
TEST(ZipEntry, RefusesDeflatedContentThatBringsItsOwnChecksum) {
  EXPECT_THAT(changed(deflated_file(),
                      [](ZipEntry& e) {
                        for (const std::uint32_t number : {e.central.crc, e.central.unpacked}) {
                          for (unsigned shift = 0; shift < 32; shift += 8)
                            e.content += static_cast<char>(number >> shift & 0xFFU);
                        }
                        change_both(e, [](auto& header) { header.packed += 8; });
                      }),
              FaultsWith(AnomalyKind::unexpected_bytes, "end before its bytes do"));
}

TEST(ZipEntry, RefusesDeflatedContentThatIsCut) {
  EXPECT_THAT(changed(deflated_file(),
                      [](ZipEntry& e) {
                        change_both(e, [](auto& header) { header.packed -= 2; });
                        e.content.resize(e.content.size() - 2);
                      }),
              FaultsWith(k_damaged, "its compressed data"));
}

TEST(ZipEntry, RefusesASizeThatLies) {
  for (const std::uint32_t size : {0, 6, 8, 20'000'000}) {
    EXPECT_TRUE(
        changed(deflated_file(),
                [&](ZipEntry& e) { change_both(e, [&](auto& header) { header.unpacked = size; }); })
            .fault)
        << size;
  }
}

TEST(ZipEntry, HasNoNewlineInWhatItSaysOfASizeThatLies) {
  const Reading reading = changed(deflated_file(), [](ZipEntry& e) {
    change_both(e, [](auto& header) { header.unpacked += 1; });
  });
  ASSERT_TRUE(reading.fault);
  EXPECT_EQ(reading.fault->detail.find('\n'), std::string::npos) << reading.fault->detail;
}

TEST(ZipEntry, RefusesAChecksumThatLies) {
  EXPECT_THAT(changed(deflated_file(),
                      [](ZipEntry& e) { change_both(e, [](auto& header) { header.crc ^= 1; }); }),
              FaultsWith(k_damaged, "incorrect data check"));
  EXPECT_THAT(changed(zip_link("l", "tool"),
                      [](ZipEntry& e) { change_both(e, [](auto& header) { header.crc ^= 1; }); }),
              FaultsWith(k_damaged, "checksum"));
}

TEST(ZipEntry, RefusesEncryptionByEitherHeader) {
  for (const std::uint16_t flag :
       std::initializer_list<std::uint16_t>{1U << 0U, 1U << 6U, 1U << 13U}) {
    EXPECT_THAT(changed(file(), [&](ZipEntry& e) { e.local.flags |= flag; }),
                FaultsWith(k_encrypted, "encrypted"));
    EXPECT_THAT(changed(file(), [&](ZipEntry& e) { e.central.flags |= flag; }),
                FaultsWith(k_encrypted, "encrypted"));
    EXPECT_THAT(
        changed(file(), [&](ZipEntry& e) { change_both(e, [&](auto& h) { h.flags |= flag; }); }),
        FaultsWith(k_encrypted, "encrypted"));
  }
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { change_both(e, [](auto& h) { h.method = 99; }); }),
              FaultsWith(k_encrypted, "encrypted"));
}

TEST(ZipEntry, RefusesOtherMethods) {
  for (const std::uint16_t method :
       std::initializer_list<std::uint16_t>{1, 6, 9, 12, 14, 93, 95, 97, 98, 256, 264}) {
    EXPECT_THAT(
        changed(file(), [&](ZipEntry& e) { change_both(e, [&](auto& h) { h.method = method; }); }),
        FaultsWith(k_damaged, "is not supported"))
        << method;
  }
}

TEST(ZipEntry, RefusesUnknownFlagsAndVersions) {
  for (const unsigned bit : {4, 5, 7, 8, 9, 10, 12, 14, 15}) {
    EXPECT_THAT(changed(file(),
                        [&](ZipEntry& e) {
                          change_both(e, [&](auto& h) {
                            h.flags = static_cast<std::uint16_t>(h.flags | 1U << bit);
                          });
                        }),
                FaultsWith(k_ambiguous, "unknown flags"))
        << bit;
  }
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { change_both(e, [](auto& h) { h.needed = 64; }); }),
              FaultsWith(k_ambiguous, "needs version"));
}

TEST(ZipEntry, RefusesAComment) {
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.central.comment = "text"; }),
              FaultsWith(k_ambiguous, "has a comment"));
}

TEST(ZipEntry, RefusesAnotherDisk) {
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.central.disk = 1; }),
              FaultsWith(k_ambiguous, "another disk"));
}

TEST(ZipEntry, RefusesUnknownInternalAttributes) {
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.central.internal = 2; }),
              FaultsWith(k_ambiguous, "internal attributes"));
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.central.internal = 1; }), IsAccepted());
}

TEST(ZipEntry, RefusesANameWithNul) {
  EXPECT_THAT(named(std::string("bin/app\0.txt", 12)), FaultsWith(k_ambiguous, "NUL"));
}

TEST(ZipEntry, KeepsABackslashForTheChecks) {
  EXPECT_THAT(named("bin\\app"), IsAccepted());
  EXPECT_THAT(named("bin\\app").names(), ElementsAre("bin\\app"));
  EXPECT_THAT(named("..\\..\\app").names(), ElementsAre("..\\..\\app"));
  EXPECT_THAT(named("bin/a\\pp").names(), ElementsAre("bin/a\\pp"));
}

TEST(ZipEntry, RefusesABackslashThatMakesAFolder) {
  EXPECT_THAT(named("bin\\"), FaultsWith(k_ambiguous, "type"));
}

TEST(ZipEntry, KeepsOddNamesForTheChecks) {
  for (const std::string name :
       {"../app", "/bin/app", "C:/app", "C:app", "//host/share/app", ".", "..", "a//b", "./a",
        "a\x1b[31m", "a\nb", "con", "trailing ", "a:b", "\xe2\x80\xaeppa"}) {
    const Reading reading = named(name);
    EXPECT_THAT(reading, IsAccepted()) << name;
    EXPECT_THAT(reading.names(), ElementsAre(name));
  }
}

TEST(ZipEntry, KeepsDuplicateNamesForTheChecks) {
  const Reading reading = read_bytes(
      make_zip({.entries = {file(), file(), zip_file("BIN/app", ""), zip_file("bin/app2", "")}}));
  EXPECT_THAT(reading, IsAccepted());
  EXPECT_THAT(reading.names(), ElementsAre("bin/app", "bin/app", "BIN/app", "bin/app2"));
}

TEST(ZipEntry, RefusesAnEmptyName) {
  EXPECT_THAT(named(""), FaultsWith(k_ambiguous, "has no name"));
}

TEST(ZipEntry, RefusesANameThatIsNotInTheEncodingItClaims) {
  const auto flagged = [](const std::string& name) {
    return changed(file(), [&](ZipEntry& e) {
      change_both(e, [&](auto& h) {
        h.name = name;
        h.flags |= 1 << 11;
      });
    });
  };
  EXPECT_THAT(flagged("\xc3\x9c.txt").names(), ElementsAre("\xc3\x9c.txt"));
  EXPECT_THAT(flagged("\xdc.txt"), FaultsWith(k_ambiguous, "is not UTF-8"));
  // Info-ZIP on Unix flags nothing; elsewhere nobody knows which letter it is.
  EXPECT_THAT(named("\xc3\x9c.txt").names(), ElementsAre("\xc3\x9c.txt"));
  EXPECT_THAT(named("\xdc.txt").names(), ElementsAre("\xdc.txt"));
  EXPECT_THAT(changed(file(),
                      [](ZipEntry& e) {
                        change_both(e, [](auto& h) { h.name = "\xdc.txt"; });
                        e.central.made_by = 20;
                        e.central.external = 0;
                      }),
              FaultsWith(k_ambiguous, "how it is encoded"));
}

TEST(ZipEntry, KeepsANameThatReadersNormalise) {
  // A and a combining dot, with the flag that makes libarchive compose them.
  const Reading reading = changed(file(), [](ZipEntry& e) {
    change_both(e, [](auto& h) {
      h.name = "A\xcc\x87";
      h.flags |= 1 << 11;
    });
  });
  ASSERT_THAT(reading, IsAccepted());
  EXPECT_EQ(reading.listed.records[0].entry.member, "A\xcc\x87");
}

TEST(ZipEntry, RefusesTwoNamesThatBecomeOneWhenComposed) {
  ZipRecipe zip;
  for (const std::string name : {"\xc3\x84", "A\xcc\x88"}) {
    zip.entries.push_back(zip_file(name, "content"));
    change_both(zip.entries.back(), [](auto& h) { h.flags |= 1 << 11; });
  }
  EXPECT_THAT(read_bytes(make_zip(zip)), FaultsWith(k_ambiguous, "composed in another way"));
}

TEST(ZipEntry, ListsALinkWithItsTarget) {
  const Reading reading = changed(zip_link("bin/l", "../app"), [](ZipEntry&) {});
  ASSERT_THAT(reading, IsAccepted());
  EXPECT_EQ(reading.listed.records[0].entry.type, EntryType::symlink);
  EXPECT_EQ(reading.listed.records[0].entry.link_target, "../app");
  EXPECT_EQ(reading.listed.records[0].content, "");
}

TEST(ZipEntry, RefusesALinkThatIsPackedOrEmptyOrHoldsNul) {
  EXPECT_THAT(changed(file(), [](ZipEntry& e) { e.central.external = 0120777U << 16; }),
              FaultsWith(k_ambiguous, "not stored as one"));
  EXPECT_THAT(changed(deflated_file(), [](ZipEntry& e) { e.central.external = 0120777U << 16; }),
              FaultsWith(k_ambiguous, "not stored as one"));
  EXPECT_THAT(changed(zip_link("l", ""), [](ZipEntry&) {}),
              FaultsWith(k_ambiguous, "not stored as one"));
  EXPECT_THAT(changed(zip_link("l", std::string("a\0b", 3)), [](ZipEntry&) {}),
              FaultsWith(k_ambiguous, "NUL"));
}

TEST(ZipEntry, NoticesWhenAModeTurnsALinkOfCPackIntoAFile) {
  EXPECT_THAT(
      changed(zip_link("l", "tool"), [](ZipEntry& e) { e.central.external = 0100777U << 16; }),
      FaultsWith(k_ambiguous, "a file that is stored as a link"));
}

TEST(ZipEntry, RefusesAFolderWithContent) {
  EXPECT_THAT(named("share/d/"), FaultsWith(k_ambiguous, "the mode of something else"));
  EXPECT_THAT(named("share/d/", stored()), FaultsWith(k_ambiguous, "something else"));
  const auto as_folder = [](ZipEntry& e) { e.central.external = 0040755U << 16; };
  EXPECT_THAT(changed(zip_file("d/", "content"), as_folder),
              FaultsWith(k_ambiguous, "a folder with content"));
  EXPECT_THAT(changed(stored_file("d/", "content"), as_folder),
              FaultsWith(k_ambiguous, "a folder with content"));
  const auto by_dos = [](ZipEntry& e) {
    e.central.made_by = 20;
    e.central.external = 0x10;
  };
  EXPECT_THAT(changed(stored_file("d/", "content"), by_dos),
              FaultsWith(k_ambiguous, "a folder with content"));
}

TEST(ZipEntry, AcceptsTheDeflatedNothingOfAJavaFolder) {
  const auto as_folder = [](ZipEntry& e) { e.central.external = 0; };
  EXPECT_THAT(changed(zip_file("META-INF/", ""), as_folder), IsAccepted());
  EXPECT_THAT(changed(zip_file("META-INF/", ""),
                      [](ZipEntry& e) {
                        e.central.external = 0;
                        e.content = "??";
                      }),
              FaultsWith(k_ambiguous, "a folder with content"));
}

TEST(ZipEntry, RefusesAFolderBitOnAFile) {
  const auto marked = [](std::uint16_t made_by, std::uint32_t external) {
    return changed(stored_file("d", "content"), [&](ZipEntry& e) {
      e.central.made_by = made_by;
      e.central.external = external;
    });
  };
  EXPECT_THAT(marked(20, 0x10), FaultsWith(k_ambiguous, "marked as a folder"));
  EXPECT_THAT(marked(3 << 8 | 30, 0100644U << 16 | 0x10),
              FaultsWith(k_ambiguous, "marked as a folder"));
  EXPECT_THAT(marked(3 << 8 | 30, 0040755U << 16), FaultsWith(k_ambiguous, "marked as a folder"));
}

TEST(ZipEntry, RefusesAVolumeLabel) {
  EXPECT_THAT(changed(stored(),
                      [](ZipEntry& e) {
                        e.central.made_by = 20;
                        e.central.external = 0x08;
                      }),
              FaultsWith(k_ambiguous, "volume label"));
}

TEST(ZipEntry, RefusesDeviceModes) {
  for (const std::uint32_t type : {0010000U, 0020000U, 0060000U, 0140000U, 0160000U, 0110000U}) {
    EXPECT_THAT(changed(stored(), [&](ZipEntry& e) { e.central.external = (type | 0644U) << 16; }),
                FaultsWith(k_ambiguous, "neither a file nor a folder"))
        << type;
  }
}

TEST(ZipEntry, RefusesALinkThatOnlySomeReadersSee) {
  EXPECT_THAT(changed(stored(),
                      [](ZipEntry& e) {
                        e.central.made_by = 20;
                        e.central.external = 0120777U << 16;
                      }),
              FaultsWith(k_ambiguous, "neither a file nor a folder"));
}

TEST(ZipEntry, RefusesUnknownSystems) {
  for (const std::uint16_t system : std::initializer_list<std::uint16_t>{1, 2, 5, 7, 16, 19, 255}) {
    EXPECT_THAT(changed(stored(),
                        [&](ZipEntry& e) {
                          e.central.made_by = static_cast<std::uint16_t>(system << 8 | 20);
                        }),
                FaultsWith(k_ambiguous, "unknown system"))
        << system;
  }
}

TEST(ZipEntry, KnowsWhetherAModeIsStored) {
  const auto mode_of = [](std::uint16_t made_by, std::uint32_t external) {
    const Reading reading = changed(stored(), [&](ZipEntry& e) {
      e.central.made_by = made_by;
      e.central.external = external;
    });
    EXPECT_THAT(reading, IsAccepted());
    return reading.listed.records.at(0).entry.mode;
  };
  EXPECT_EQ(mode_of(3 << 8 | 30, 0100751U << 16), 0751U);
  EXPECT_EQ(mode_of(3 << 8 | 30, 0), std::nullopt);
  EXPECT_EQ(mode_of(20, 0), std::nullopt);
  EXPECT_EQ(mode_of(20, 1), std::nullopt);
}

} // namespace
} // namespace package_audit::formats::zip
