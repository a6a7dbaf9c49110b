#pragma once

#include "model/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit {

// A condition on the value that a pattern matched.
enum class Validator : std::uint8_t {
  not_placeholder, // no "xxxx", "changeme", "EXAMPLE", "<token>", no single character repeated
  random,          // an entropy of at least 3 bits per character
  base62_crc32,    // ends with the CRC-32 of the rest as 6 base-62 digits (GitHub, npm)
  key_body,        // base64 of a key: DER, or OpenSSH's own format
  json_object      // base64url of a JSON object (a JWT's header)
};

// The spelling in a policy: "not-placeholder", "base62-crc32" …
std::string_view to_string(Validator validator);
std::optional<Validator> parse_validator(std::string_view text);

// A byte pattern to search for in the content of every file, in ASCII and UTF-16LE. The keys of a
// policy's "signatures" (docs/policy.md) are its members.
struct SignatureRule {
  // Never changed: "github-token".
  std::string id{};
  // The check that reports it: "access-token".
  std::string check{};
  // Noun for a match: "personal access token of GitHub".
  std::string what{};
  // Literals of at least 3 bytes; every match contains one. The rarer they are in files, the faster
  // is the rule.
  std::vector<std::string> anchors{};
  // RE2 syntax over bytes; tried on the text within `reach` of an anchor. Group 1 is the value to
  // validate and mask; the whole match in a pattern without groups.
  std::string pattern{};
  // Longest part of a match from the start of an anchor on, in characters; in front of the anchor
  // the same, but at most k_before. A frequent anchor is cheaper with a short reach.
  std::size_t reach = k_max_reach;
  // Literal bytes behind the anchor in every match, compared before the pattern is tried: saves
  // time where the anchor is frequent. May be empty. The key is "requires", a keyword in C++.
  std::string required{};
  // Matches that contain this pattern (RE2 syntax) are ignored: placeholder names. May be empty.
  std::string unless{};
  // Letters in anchors and patterns match in either case.
  bool any_case = false;
  // Reports mask the value.
  bool secret = true;
  // The only place where a match may begin, in bytes from the start of the file.
  std::optional<std::uint64_t> at{};
  std::vector<Validator> validators{};
  // Replaces the severity of the check, unless the check is off.
  std::optional<Severity> severity{};
  // How to fix a finding, in addition to the check's fix; may be empty.
  std::string hint{};
  // Texts that must match and texts that must not; tested when a policy is loaded.
  std::vector<std::string> matches{};
  std::vector<std::string> non_matches{};

  static constexpr std::size_t k_before = 256;
  static constexpr std::size_t k_max_reach = 1024;
};

} // namespace package_audit
