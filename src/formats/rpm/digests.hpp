#pragma once

#include "base/byte_source.hpp"
#include "base/digest.hpp"
#include "formats/rpm/header.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::formats::rpm {

// Numbers as in OpenPGP (RFC 9580, section 9.5). Throws ReadFault for an unknown one.
base::DigestAlgorithm digest_algorithm(std::uint64_t number);

// Throws ReadFault unless the signature header has at least one digest of the package header and
// all of them match. Cryptographic signatures are not verified: trust in keys is a decision of
// whoever installs the package.
void expect_header_digests(const Header& signature, const Header& header);

// Digests and sizes of the payload in both headers. Throws ReadFault if there is no digest.
class PayloadDigests {
public:
  PayloadDigests(const Header& signature, const Header& header);

  // The bytes of the payload as stored in the file, and uncompressed.
  void add_compressed(base::Bytes bytes);
  void add_uncompressed(base::Bytes bytes);
  // Compares all digests and sizes after the last byte. Throws ReadFault.
  void expect_match();

private:
  struct Digest {
    std::string_view name;
    base::Hasher hasher;
    std::string expected;
  };
  struct Size {
    std::string_view name;
    std::uint64_t expected = 0;
  };

  std::vector<Digest> compressed_, uncompressed_;
  std::vector<Size> compressed_sizes_, uncompressed_sizes_;
  // Includes the header, as rpm counts.
  std::uint64_t compressed_size_ = 0;
  std::uint64_t uncompressed_size_ = 0;
};

} // namespace package_audit::formats::rpm
