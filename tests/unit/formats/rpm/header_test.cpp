#include "formats/rpm/header.hpp"
#include "formats/rpm/lead.hpp"
#include "support/archive_scratch.hpp"
#include "support/rpm_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace package_audit::formats::rpm {
namespace {

using support::fault_of;
using support::MemorySource;
using support::rpm_binary;
using support::rpm_header;
using support::rpm_int16s;
using support::rpm_int32s;
using support::rpm_int64s;
using support::rpm_text;
using support::rpm_texts;
using support::RpmValue;
using ::testing::ElementsAre;
using namespace std::string_literals;

constexpr std::size_t k_intro = 16;

Header parse(const std::string& bytes, HeaderKind kind = HeaderKind::package,
             const Limits& limits = {}) {
  MemorySource source(bytes);
  return Header::parse(source, 0, kind, limits);
}

std::optional<AnomalyKind> fault(const std::string& bytes, HeaderKind kind = HeaderKind::package,
                                 const Limits& limits = {}) {
  const auto anomaly = fault_of([&] { parse(bytes, kind, limits); });
  if (!anomaly) return std::nullopt;
  return anomaly->kind;
}

std::vector<RpmValue> values() {
  return {rpm_text(1000, "acme"), rpm_int16s(1030, {1, 2, 3}), rpm_int32s(1037, {70'000}),
          rpm_texts(1117, {"a", "", "b"}), rpm_int64s(5008, {5'000'000'000})};
}

std::string good() {
  return rpm_header(63, values());
}

// The index entry of the value that comes `position`-th in the index, after the region.
void set_field(std::string& bytes, std::size_t position, std::size_t field, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i)
    bytes[k_intro + position * 16 + field * 4 + i] = static_cast<char>(value >> (24 - 8 * i));
}

TEST(RpmHeader, ReturnsValues) {
  const Header header = parse(good() + "payload");
  EXPECT_EQ(header.end(), good().size());
  EXPECT_EQ(header.bytes(), good());
  EXPECT_EQ(header.text(1000), "acme");
  EXPECT_THAT(header.numbers(1030), ElementsAre(1, 2, 3));
  EXPECT_EQ(header.number(1037), 70'000U);
  EXPECT_THAT(header.texts(1117), ElementsAre("a", "", "b"));
  EXPECT_EQ(header.number(5008), 5'000'000'000U);
  EXPECT_FALSE(header.has(1001));
  EXPECT_EQ(header.text(1001), "");
  EXPECT_EQ(header.number(1001), std::nullopt);
  EXPECT_TRUE(header.numbers(1001).empty());
}

TEST(RpmHeader, RefusesValuesOfAnotherType) {
  const Header header = parse(good());
  EXPECT_TRUE(fault_of([&] { header.numbers(1000); }));
  EXPECT_TRUE(fault_of([&] { header.texts(1030); }));
  EXPECT_TRUE(fault_of([&] { header.binary(1030); }));
  EXPECT_TRUE(fault_of([&] { header.number(1030); })) << "three";
}

TEST(RpmHeader, RefusesEveryTruncation) {
  for (std::size_t length = 0; length < good().size(); ++length) {
    EXPECT_EQ(fault(good().substr(0, length)), AnomalyKind::damaged) << length;
  }
}

TEST(RpmHeader, RefusesAnotherMagic) {
  for (std::size_t i = 0; i < 8; ++i) {
    std::string bytes = good();
    bytes[i] = static_cast<char>(bytes[i] ^ 1);
    EXPECT_EQ(fault(bytes), AnomalyKind::damaged) << i;
  }
}

TEST(RpmHeader, RefusesSizesThatRpmDoesNotRead) {
  for (const std::size_t field : {8UL, 12UL}) {
    std::string bytes = good();
    bytes[field] = '\x7f';
    EXPECT_EQ(fault(bytes), AnomalyKind::damaged) << field;
  }
  EXPECT_EQ(fault("\x8E\xAD\xE8\x01"s + std::string(12, '\0')), AnomalyKind::damaged);
}

TEST(RpmHeader, StopsAtLimits) {
  Limits limits;
  limits.memory = 4 * 10;
  EXPECT_EQ(fault(good(), HeaderKind::package, limits), AnomalyKind::limit);
  limits = {};
  limits.entries = 2;
  const Header header = parse(good(), HeaderKind::package, limits);
  const auto names = fault_of([&] { header.texts(1117); });
  ASSERT_TRUE(names);
  EXPECT_EQ(names->kind, AnomalyKind::limit);
  EXPECT_TRUE(fault_of([&] { header.numbers(1030); }));
}

TEST(RpmHeader, RefusesUnknownTags) {
  for (const std::uint32_t tag : {1U, 61U, 62U, 99U, 269U, 4999U, 9999U, 1'000'000U}) {
    EXPECT_EQ(fault(rpm_header(63, {rpm_text(tag, "text")})), AnomalyKind::ambiguous) << tag;
  }
  for (const std::uint32_t tag : {1U, 63U, 100U, 256U, 269U + 32, 1001U, 1009U, 1117U, 5092U}) {
    EXPECT_EQ(fault(rpm_header(62, {rpm_text(tag, "text")}), HeaderKind::signature),
              AnomalyKind::ambiguous)
        << tag;
  }
}

TEST(RpmHeader, RefusesSignatureTagsOfAnotherType) {
  EXPECT_FALSE(fault(rpm_header(62, {rpm_text(269, "digest")}), HeaderKind::signature));
  EXPECT_EQ(fault(rpm_header(62, {rpm_binary(269, "digest")}), HeaderKind::signature),
            AnomalyKind::ambiguous);
}

TEST(RpmHeader, RefusesTagsThatComeTwice) {
  EXPECT_EQ(fault(rpm_header(63, {rpm_text(1000, "a"), rpm_text(1000, "b")})),
            AnomalyKind::ambiguous);
}

TEST(RpmHeader, RefusesInvalidTypesAndCounts) {
  for (const std::uint32_t type : {0U, 10U, 0xFFU, 0xFFFFFFFFU}) {
    std::string bytes = good();
    set_field(bytes, 1, 1, type);
    EXPECT_EQ(fault(bytes), AnomalyKind::damaged) << type;
  }
  for (const std::uint32_t count : {0U, 2U, 0xFFFFFFFFU}) {
    std::string bytes = good();
    set_field(bytes, 1, 3, count);
    EXPECT_EQ(fault(bytes), AnomalyKind::damaged) << count;
  }
  std::string more_strings = good();
  set_field(more_strings, 4, 3, 1000);
  EXPECT_TRUE(fault(more_strings));
}

TEST(RpmHeader, RefusesValuesOutsideOfTheStore) {
  for (const std::uint32_t offset : {200U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
    std::string bytes = good();
    set_field(bytes, 2, 2, offset);
    EXPECT_EQ(fault(bytes), AnomalyKind::damaged) << offset;
  }
}

TEST(RpmHeader, RefusesValuesThatOverlap) {
  std::string bytes = good();
  set_field(bytes, 3, 2, 0);
  EXPECT_EQ(fault(bytes), AnomalyKind::ambiguous);
}

// Each value would be looked through for its end, from the same place on.
TEST(RpmHeader, RefusesManyStringsInOnePlaceAtOnce) {
  std::vector<RpmValue> many;
  for (std::uint32_t tag = 1000; tag < 1200; ++tag)
    many.push_back(rpm_texts(tag, std::vector<std::string>(1000)));
  std::string bytes = rpm_header(63, many);
  for (std::size_t i = 1; i <= many.size(); ++i)
    set_field(bytes, i, 2, 0);
  for (std::size_t i = 1; i <= many.size(); ++i)
    set_field(bytes, i, 3, 190'000);
  EXPECT_EQ(fault(bytes), AnomalyKind::ambiguous);
}

TEST(RpmHeader, RefusesBytesBetweenValues) {
  RpmValue text = rpm_text(1000, "acme");
  text.bytes += "hidden";
  EXPECT_EQ(fault(rpm_header(63, {text, rpm_text(1001, "1.0")})), AnomalyKind::unexpected_bytes);
  EXPECT_EQ(fault(rpm_header(63, {text})), AnomalyKind::unexpected_bytes);
  // Where alignment leaves room.
  std::string bytes = rpm_header(63, {rpm_text(1000, "acme"), rpm_int32s(1037, {1})});
  const std::size_t room = bytes.find("acme"s + '\0') + 5;
  ASSERT_EQ(bytes[room], '\0');
  bytes[room] = 'x';
  EXPECT_EQ(fault(bytes), AnomalyKind::unexpected_bytes);
}

TEST(RpmHeader, RefusesValuesThatAreNotAligned) {
  RpmValue text = rpm_text(1000, "acme");
  text.bytes.insert(0, 1, 'x');
  std::string bytes = rpm_header(63, {rpm_text(1000, "abc"), rpm_int32s(1037, {1})});
  set_field(bytes, 2, 2, 5);
  EXPECT_TRUE(fault(bytes));
}

TEST(RpmHeader, RefusesARegionThatIsNotAllOfIt) {
  const std::string bytes = good();
  EXPECT_TRUE(fault(bytes, HeaderKind::signature));
  EXPECT_TRUE(fault(rpm_header(62, {rpm_text(1000, "acme")})));
  // Its trailer: tag, type, offset back to the first entry, size.
  for (const std::size_t from_end : {16UL, 12UL, 8UL, 4UL}) {
    std::string wrong = bytes;
    char& last_byte = wrong[wrong.size() - from_end + 3];
    last_byte = static_cast<char>(last_byte ^ 16);
    EXPECT_EQ(fault(wrong), AnomalyKind::ambiguous) << from_end;
  }
  std::string without_region = bytes;
  set_field(without_region, 0, 0, 1014);
  EXPECT_EQ(fault(without_region), AnomalyKind::damaged);
}

TEST(RpmHeader, RefusesReservedSpaceThatIsUsed) {
  for (const std::uint32_t tag : {999U, 1008U}) {
    EXPECT_EQ(
        fault(rpm_header(62, {rpm_binary(tag, std::string(20, '\0'))}), HeaderKind::signature),
        std::nullopt);
    EXPECT_EQ(fault(rpm_header(62, {rpm_binary(tag, std::string(20, '\0') + "x")}),
                    HeaderKind::signature),
              AnomalyKind::unexpected_bytes);
  }
}

Lead lead_of(const std::string& rpm) {
  MemorySource source(rpm);
  return parse_lead(source);
}

std::string lead(const std::function<void(std::string&)>& change = {}) {
  return support::rpm_of({.lead = change}).substr(0, Lead::k_size);
}

TEST(RpmLead, HasNameAndKind) {
  EXPECT_EQ(lead_of(lead()).name, "acme-1.0-1");
  EXPECT_FALSE(lead_of(lead()).is_source);
  EXPECT_TRUE(lead_of(lead([](std::string& bytes) { bytes[7] = 1; })).is_source);
}

TEST(RpmLead, RefusesEveryTruncation) {
  for (std::size_t length = 0; length < Lead::k_size; ++length) {
    EXPECT_TRUE(fault_of([&] { lead_of(lead().substr(0, length)); })) << length;
  }
}

// All but the numbers of the architecture and the system and the letters of the name, which the
// header must confirm.
TEST(RpmLead, RefusesAnyOtherByte) {
  for (std::size_t at = 0; at < Lead::k_size; ++at) {
    const bool is_free = at == 9 || at == 77 || (at >= 10 && at <= 20);
    const bool is_source = at == 7;
    if (is_free || is_source) continue;
    const std::string changed =
        lead([&](std::string& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 0x40); });
    EXPECT_TRUE(fault_of([&] { lead_of(changed); })) << at;
  }
}

TEST(RpmLead, RefusesTextAfterTheName) {
  const auto fault =
      fault_of([] { lead_of(lead([](std::string& bytes) { bytes.replace(22, 6, "hidden"); })); });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->kind, AnomalyKind::unexpected_bytes);
  EXPECT_TRUE(
      fault_of([] { lead_of(lead([](std::string& bytes) { bytes.replace(10, 66, 66, 'x'); })); }));
}

} // namespace
} // namespace package_audit::formats::rpm
