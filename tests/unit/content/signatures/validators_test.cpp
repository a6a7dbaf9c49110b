#include "content/signatures/validators.hpp"

#include <gtest/gtest.h>

namespace package_audit::content::signatures {
namespace {

TEST(Validators, KnowPlaceholders) {
  for (const char* value : {"changeme", "xxxxxxxxxxxx", "<token>", "${TOKEN}", "{{ token }}",
                            "your-token", "AKIAIOSFODNN7EXAMPLE", "aaaaaaaaaaaa", "1234567890"}) {
    EXPECT_FALSE(is_valid(Validator::not_placeholder, value)) << value;
  }
  EXPECT_TRUE(is_valid(Validator::not_placeholder, "s3cr3t-f4k3"));
}

TEST(Validators, KnowWhatIsRandom) {
  EXPECT_TRUE(is_valid(Validator::random, "FAKEr4nd0mV4lueNOTreal"));
  EXPECT_FALSE(is_valid(Validator::random, "aaaabbbbaaaabbbb"));
}

TEST(Validators, ComputeTheChecksumOfATokensBody) {
  // CRC-32 of thirty times "F" in base 62.
  EXPECT_TRUE(is_valid(Validator::base62_crc32, "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0VI9t9"));
  EXPECT_FALSE(is_valid(Validator::base62_crc32, "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000"));
  EXPECT_FALSE(is_valid(Validator::base62_crc32, "000000"));
}

TEST(Validators, DecodeTheBodyOfAKey) {
  // A SEQUENCE of 0x122 bytes, and the same cut into lines in each way there is.
  EXPECT_TRUE(is_valid(Validator::key_body, "MIIBIkZBS0VGQUtFRkFLRUZBS0VGQUtFRkFLRUZBS0VGQUtF"));
  EXPECT_TRUE(
      is_valid(Validator::key_body, "MIIBIkZBS0VGQUtFRkFL\\nRUZBS0VGQUtFRkFLRUZBS0VGQUtF\\n"));
  EXPECT_TRUE(
      is_valid(Validator::key_body, "MIIBIkZBS0VGQUtFRkFL\"\n+ \"RUZBS0VGQUtFRkFLRUZBS0VGQUtF\""));
  EXPECT_FALSE(is_valid(Validator::key_body,
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
  EXPECT_FALSE(is_valid(Validator::key_body, "MIIBIkZB"));
}

TEST(Validators, DecodeAJsonObject) {
  EXPECT_TRUE(is_valid(Validator::json_object, "eyJhbGciOiJIUzI1NiJ9.rest")); // {"alg":"HS256"}
  EXPECT_FALSE(is_valid(Validator::json_object, "eyJmYWtl.rest"));            // {"fake
  EXPECT_FALSE(is_valid(Validator::json_object, "FAKEFAKEFAKE"));
}

TEST(Validators, AreNamed) {
  for (const auto validator :
       {Validator::not_placeholder, Validator::random, Validator::base62_crc32, Validator::key_body,
        Validator::json_object}) {
    EXPECT_EQ(parse_validator(to_string(validator)), validator);
    EXPECT_FALSE(is_valid(validator, ""));
  }
  EXPECT_EQ(parse_validator("random-ish"), std::nullopt);
}

} // namespace
} // namespace package_audit::content::signatures
