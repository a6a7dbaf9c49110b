#include "base/digest.hpp"
#include "unit/formats/rpm/support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace package_audit::formats::rpm {
namespace {

using support::rpm_int32s;
using support::rpm_int64s;
using support::rpm_text;
using support::rpm_texts;
using support::value_of;

TEST(RpmDigests, MustMatch) {
  const auto flip = [](std::uint32_t tag) {
    return [tag](Values& values) {
      char& first = value_of(values, tag).bytes[0];
      first = static_cast<char>(first ^ 1);
    };
  };
  for (const std::uint32_t tag : {269U, 273U, 1004U, 1000U, 1007U}) {
    EXPECT_EQ(kind_with_signature(flip(tag)), AnomalyKind::damaged) << tag;
  }
  for (const std::uint32_t tag : {5092U, 5097U}) {
    EXPECT_EQ(kind_with_header(flip(tag)), AnomalyKind::damaged) << tag;
  }
}

TEST(RpmDigests, MayBeThoseOfNewerVersions) {
  std::string header;
  const auto keep = [&](std::string& bytes) { header = bytes; };
  const auto only_sha3 = [&](bool right) {
    return kind_of({.header_bytes = keep, .signature = [&header, right](Values& v) {
                      remove(v, 269);
                      remove(v, 273);
                      v.push_back(rpm_text(279, base::digest_of(base::DigestAlgorithm::sha3_256,
                                                                right ? header : "other")));
                    }});
  };
  EXPECT_EQ(only_sha3(true), std::nullopt);
  EXPECT_EQ(only_sha3(false), AnomalyKind::damaged);
}

TEST(RpmDigests, CoverHeaderAndPayload) {
  EXPECT_EQ(kind_with_signature([](Values& v) { remove(v, 269); }), std::nullopt);
  EXPECT_EQ(kind_with_signature([](Values& v) { remove(v, 273); }), std::nullopt);
  EXPECT_EQ(kind_with_signature([](Values& v) {
              remove(v, 269);
              remove(v, 273);
            }),
            AnomalyKind::ambiguous);
  const auto without_payload_digest = [](Values& v) { remove(v, 5092); };
  const auto without_md5 = [](Values& v) { remove(v, 1004); };
  EXPECT_EQ(kind_with_header(without_payload_digest), std::nullopt);
  EXPECT_EQ(kind_with_signature(without_md5), std::nullopt);
  EXPECT_EQ(kind_of({.header = without_payload_digest, .signature = without_md5}),
            AnomalyKind::ambiguous);
}

TEST(RpmDigests, HaveAKnownAlgorithm) {
  EXPECT_EQ(kind_with_header([](Values& v) { value_of(v, 5093) = rpm_int32s(5093, {99}); }),
            AnomalyKind::damaged);
  EXPECT_EQ(kind_with_header([](Values& v) { remove(v, 5093); }), AnomalyKind::damaged);
  EXPECT_EQ(kind_with_header([](Values& v) { value_of(v, 5011) = rpm_int32s(5011, {99}); }),
            AnomalyKind::damaged);
  EXPECT_EQ(kind_with_header([](Values& v) {
              const std::string digest(64, '0');
              value_of(v, 5092) = rpm_texts(5092, {digest, digest});
            }),
            AnomalyKind::ambiguous);
}

TEST(RpmDigests, IncludeSizesOfAnyWidth) {
  const auto longer = [](std::uint32_t tag, std::uint64_t size) {
    return [=](Values& v) { v.push_back(rpm_int64s(tag, {size})); };
  };
  EXPECT_EQ(kind_with_signature(longer(270, 1)), AnomalyKind::damaged);
  EXPECT_EQ(kind_with_signature(longer(271, 1)), AnomalyKind::damaged);
  EXPECT_EQ(kind_with_header([](Values& v) { v.push_back(rpm_int32s(1046, {1})); }),
            AnomalyKind::damaged);
}

} // namespace
} // namespace package_audit::formats::rpm
