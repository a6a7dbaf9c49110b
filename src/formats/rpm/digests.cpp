#include "formats/rpm/digests.hpp"

#include "base/head.hpp"
#include "formats/fault.hpp"
#include "formats/rpm/tags.hpp"

#include <fmt/format.h>

#include <utility>

namespace package_audit::formats::rpm {

namespace {

[[noreturn]] void differ(std::string_view name) {
  damaged(fmt::format("the RPM {} does not match", name));
}

// The tag is a list, in which rpm 4 writes one digest.
std::string single_text(const Header& header, std::uint32_t tag) {
  if (header.texts(tag).size() > 1) {
    ambiguous("the RPM header has several digests of the payload");
  }
  return std::string(header.text(tag));
}

base::DigestAlgorithm payload_algorithm(const Header& header) {
  return digest_algorithm(header.number(tag::k_payload_digest_algorithm).value_or(0));
}

std::string to_hex(std::string_view bytes) {
  return base::to_hex(std::span(base::octets(base::as_bytes(bytes)), bytes.size()));
}

} // namespace

base::DigestAlgorithm digest_algorithm(std::uint64_t number) {
  switch (number) {
  case 1:
    return base::DigestAlgorithm::md5;
  case 2:
    return base::DigestAlgorithm::sha1;
  case 8:
    return base::DigestAlgorithm::sha256;
  case 9:
    return base::DigestAlgorithm::sha384;
  case 10:
    return base::DigestAlgorithm::sha512;
  case 11:
    return base::DigestAlgorithm::sha224;
  case 12:
    return base::DigestAlgorithm::sha3_256;
  case 14:
    return base::DigestAlgorithm::sha3_512;
  default:
    damaged(fmt::format("the RPM header names the unknown digest algorithm {}", number));
  }
}

void expect_header_digests(const Header& signature, const Header& header) {
  constexpr std::pair<std::uint32_t, base::DigestAlgorithm> k_digests[] = {
      {tag::k_sha3_header, base::DigestAlgorithm::sha3_256},
      {tag::k_sha256_header, base::DigestAlgorithm::sha256},
      {tag::k_sha1_header, base::DigestAlgorithm::sha1}};
  bool is_covered = false;
  for (const auto& [tag, algorithm] : k_digests) {
    if (!signature.has(tag)) continue;
    is_covered = true;
    if (signature.text(tag) != base::digest_of(algorithm, header.bytes()))
      differ("header's digest");
  }
  if (!is_covered) {
    ambiguous("the RPM package has no digest of its header");
  }
}

PayloadDigests::PayloadDigests(const Header& signature, const Header& header) {
  if (signature.has(tag::k_md5)) {
    compressed_.push_back({"package's MD5", base::Hasher(base::DigestAlgorithm::md5),
                           to_hex(signature.binary(tag::k_md5))});
    compressed_.back().hasher.update(base::as_bytes(header.bytes()));
  }
  if (header.has(tag::k_payload_digests)) {
    compressed_.push_back({"payload's digest", base::Hasher(payload_algorithm(header)),
                           single_text(header, tag::k_payload_digests)});
  }
  if (compressed_.empty()) {
    ambiguous("the RPM package has no digest of its payload");
  }
  if (header.has(tag::k_payload_uncompressed_digests)) {
    uncompressed_.push_back({"unpacked payload's digest", base::Hasher(payload_algorithm(header)),
                             single_text(header, tag::k_payload_uncompressed_digests)});
  }
  compressed_size_ = header.bytes().size();
  for (const std::uint32_t tag : {tag::k_size, tag::k_long_size}) {
    if (const auto size = signature.number(tag))
      compressed_sizes_.push_back({"package's size", *size});
  }
  for (const std::uint32_t tag : {tag::k_payload_size, tag::k_long_archive_size}) {
    if (const auto size = signature.number(tag)) {
      uncompressed_sizes_.push_back({"unpacked payload's size", *size});
    }
  }
  if (const auto size = header.number(tag::k_archive_size)) {
    uncompressed_sizes_.push_back({"unpacked payload's size", *size});
  }
}

void PayloadDigests::add_compressed(base::Bytes bytes) {
  compressed_size_ += bytes.size();
  for (Digest& digest : compressed_)
    digest.hasher.update(bytes);
}

void PayloadDigests::add_uncompressed(base::Bytes bytes) {
  uncompressed_size_ += bytes.size();
  for (Digest& digest : uncompressed_)
    digest.hasher.update(bytes);
}

void PayloadDigests::expect_match() {
  for (const Size& size : compressed_sizes_) {
    if (size.expected != compressed_size_) differ(size.name);
  }
  for (const Size& size : uncompressed_sizes_) {
    if (size.expected != uncompressed_size_) differ(size.name);
  }
  for (std::vector<Digest>* const digests : {&compressed_, &uncompressed_}) {
    for (Digest& digest : *digests) {
      if (digest.expected != digest.hasher.finish()) differ(digest.name);
    }
  }
}

} // namespace package_audit::formats::rpm
