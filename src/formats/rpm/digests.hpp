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

// rpm numbers algorithms as OpenPGP does (RFC 9580, section 9.5). Throws ReadFault for one that is
// not known.
base::DigestAlgorithm rpm_algorithm(std::uint64_t number);

// Throws ReadFault unless the signature header has a digest over the package's header, and each
// that it has is right. Signatures made with a key are not looked at: whether to trust a key is not
// for this program to say.
void expect_header_digests(const RpmHeader& signature, const RpmHeader& header);

// What the two headers say of the payload's bytes. There must be a digest.
class RpmPayloadDigests {
public:
  RpmPayloadDigests(const RpmHeader& signature, const RpmHeader& header);

  // The payload's bytes as they are in the file, and unpacked.
  void add_packed(std::span<const std::byte> bytes);
  void add_plain(std::span<const std::byte> bytes);
  // After the last byte. Throws ReadFault.
  void expect_right();

private:
  struct Sum {
    std::string_view what;
    base::Hasher hasher;
    std::string expected;
  };
  struct Size {
    std::string_view what;
    std::uint64_t expected = 0;
  };

  std::vector<Sum> packed_, plain_;
  std::vector<Size> packed_sizes_, plain_sizes_;
  std::uint64_t packed_size_ = 0;
  std::uint64_t plain_size_ = 0;
};

} // namespace package_audit::formats::rpm
