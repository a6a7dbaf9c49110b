#pragma once

#include "model/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

// What a value has to be beyond matching the pattern.
enum class Validator : std::uint8_t {
  not_placeholder, // no "xxxx", "changeme", "EXAMPLE", "<token>", no single character repeated
  random,          // as many different characters as chance gives: at least 3 bits each
  base62_crc32,    // ends with the CRC-32 of the rest as 6 base-62 digits (GitHub, npm)
  key_body,        // base64 of a key: DER, or OpenSSH's own format
  json_object      // base64url of a JSON object (a JWT's header)
};

// The spelling of a rule file: "not-placeholder", "base62-crc32" …
std::string_view to_string(Validator validator);
std::optional<Validator> parse_validator(std::string_view text);

// One rule of the signature engine: bytes that give something away wherever they stand, in ASCII or
// UTF-16LE.
struct SignatureRule {
  // Stable for ever: "github-token".
  std::string id{};
  // The check that reports it: "access-token".
  std::string check{};
  // What was found, as a noun: "personal access token of GitHub".
  std::string what{};
  // Every match holds one of these. They decide how fast the rule is: at least 3 bytes, and seldom.
  std::vector<std::string> anchors{};
  // In the syntax of RE2, over bytes; tried on what is within `reach` of an anchor. Group 1 is the
  // value that is validated and masked; the whole match where there is none.
  std::string pattern{};
  // Characters from an anchor's start on that a match can take up, and in front of it as far as
  // k_before. Rules with a frequent anchor are faster with less.
  std::size_t reach = k_max_reach;
  // Literal bytes that stand behind the anchor in every match; looked for before the pattern is
  // tried, which saves time where the anchor is frequent. May be empty.
  std::string also{};
  // A match that this is found in is none: names that stand for anybody's, say. In the syntax of
  // RE2; may be empty.
  std::string except{};
  // Anchors and patterns take letters of any case.
  bool any_case = false;
  // The value is never shown in clear.
  bool secret = true;
  // Where the match has to begin, in bytes from the start of a file; anywhere when absent.
  std::optional<std::uint64_t> at{};
  std::vector<Validator> validators{};
  // Instead of that of the check, unless the check is off.
  std::optional<Severity> severity{};
  // What to do about it beyond what the check says; may be empty.
  std::string hint{};
  // Texts that have to match and texts that must not, for the tests.
  std::vector<std::string> matches{};
  std::vector<std::string> look_alikes{};

  static constexpr std::size_t k_before = 256;
  static constexpr std::size_t k_max_reach = 1024;
};

} // namespace package_audit
