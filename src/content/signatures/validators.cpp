#include "content/signatures/validators.hpp"

#include "base/base64.hpp"
#include "base/digest.hpp"
#include "base/path.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>

namespace package_audit::content::signatures {

using namespace std::string_view_literals;

namespace {

// Shannon entropy in bits per byte.
double entropy_of(std::string_view bytes) {
  std::array<std::size_t, 256> counts{};
  for (const char c : bytes)
    ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(bytes.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

bool is_random(std::string_view value) {
  constexpr double k_min_bits = 3;
  return entropy_of(value) >= k_min_bits;
}

// Text in place of a value that users have to fill in.
bool is_placeholder(std::string_view value) {
  constexpr std::array k_words{"example"sv,     "changeme"sv,   "change_me"sv, "change-me"sv,
                               "placeholder"sv, "your"sv,       "insert"sv,    "replace"sv,
                               "redacted"sv,    "xxxx"sv,       "****"sv,      "...."sv,
                               "1234567890"sv,  "abcdefghij"sv, "${"sv,        "{{"sv,
                               "$("sv,          "%("sv,         "%s"sv,        "<"sv};
  const std::string lower = base::to_lower(value);
  const bool repeated =
      std::all_of(lower.begin(), lower.end(), [&](char c) { return c == lower.front(); });
  return repeated || std::any_of(k_words.begin(), k_words.end(), [&](std::string_view word) {
           return lower.find(word) != std::string::npos;
         });
}

// The checksum of tokens of GitHub and npm.
bool ends_with_crc32(std::string_view value) {
  constexpr std::size_t k_digits = 6;
  constexpr std::string_view k_base62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  if (value.size() <= k_digits) return false;
  const std::string_view body = value.substr(0, value.size() - k_digits);
  std::uint32_t crc = base::crc32(base::as_bytes(body));
  std::string digits(k_digits, k_base62.front());
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, crc /= 62)
    *digit = k_base62[crc % 62];
  return value.ends_with(digits);
}

// Base64 digits of text that is broken by line ends, by "\n" in a string, by quotes or commas.
std::string joined_base64(std::string_view text) {
  std::string joined;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_digit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                          (c >= 'a' && c <= 'z') || c == '+' || c == '/';
    if (c == '\\') {
      ++i; // skips the letter of an escape
    } else if (is_digit) {
      joined += c;
    } else if (c == '=') {
      break;
    }
  }
  return joined;
}

// A DER SEQUENCE (X.690, 8.1.3) with the length of a key.
bool begins_der(std::string_view bytes) {
  if (bytes.size() < 4 || bytes[0] != '\x30') return false;
  const auto length = static_cast<unsigned char>(bytes[1]);
  return length == 0x82 || length == 0x81 || (length >= 0x20 && length < 0x80);
}

bool is_key_body(std::string_view value) {
  constexpr std::size_t k_min_bytes = 30;
  const std::string bytes = base::decode_base64(joined_base64(value));
  if (bytes.size() < k_min_bytes) return false;
  // Encrypted keys and OpenPGP packets have no magic.
  return begins_der(bytes) || bytes.starts_with("openssh-key-v1\0"sv) || is_random(bytes);
}

bool is_json_object(std::string_view value) {
  const std::string text = base::decode_base64(value);
  return text.starts_with("{\"") && text.find("\":") != std::string::npos;
}

} // namespace

bool is_valid(Validator validator, std::string_view value) {
  if (value.empty()) return false;
  switch (validator) {
  case Validator::not_placeholder:
    return !is_placeholder(value);
  case Validator::random:
    return is_random(value);
  case Validator::base62_crc32:
    return ends_with_crc32(value);
  case Validator::key_body:
    return is_key_body(value);
  case Validator::json_object:
    return is_json_object(value);
  }
  return false;
}

} // namespace package_audit::content::signatures
