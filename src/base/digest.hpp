#pragma once

#include "base/bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace package_audit::base {

using Sha256 = std::array<std::uint8_t, 32>;

// SHA-256 of bytes that come piece by piece. finish() ends a message and begins the next one, so
// one object can serve every entry of a package.
class Sha256Hasher {
public:
  Sha256Hasher();
  ~Sha256Hasher();
  Sha256Hasher(Sha256Hasher&&) noexcept;
  Sha256Hasher& operator=(Sha256Hasher&&) noexcept;

  void update(Bytes bytes);
  Sha256 finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

Sha256 sha256(std::string_view bytes);

// The algorithms that package formats use for their own checksums; some are weak against attackers.
enum class DigestAlgorithm { md5, sha1, sha224, sha256, sha384, sha512, sha3_256, sha3_512 };

// As Sha256Hasher, for any of them. Throws Error when this machine's OpenSSL offers no such
// algorithm (MD5 in FIPS mode).
class Hasher {
public:
  explicit Hasher(DigestAlgorithm algorithm);
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;

  void update(Bytes bytes);
  // Lower-case hexadecimal digits.
  std::string finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string digest_of(DigestAlgorithm algorithm, std::string_view bytes);

// CRC-32 as gzip, zip, 7z and PNG use it (ITU-T V.42), of bytes that follow those of `before`.
std::uint32_t crc32(Bytes bytes, std::uint32_t before = 0);

// The value of a hexadecimal digit of either case; -1 for any other character.
int hex_value(char digit);

// Two lower-case digits a byte.
std::string to_hex(std::span<const std::uint8_t> bytes);

// Accepts upper and lower case; nothing unless `text` is exactly 64 digits.
std::optional<Sha256> parse_sha256(std::string_view text);

} // namespace package_audit::base
