#include "formats/rpm/digests.hpp"

#include "base/head.hpp"
#include "formats/fault.hpp"
#include "formats/rpm/tags.hpp"

#include <fmt/format.h>

#include <utility>

namespace package_audit::formats::rpm {

namespace {

[[noreturn]] void wrong(std::string_view what) {
  throw ReadFault(AnomalyKind::damaged, fmt::format("the RPM {} does not match", what));
}

// rpm 4 leaves a place for several digests and writes one.
std::string only_text(const RpmHeader& header, std::uint32_t tag) {
  if (header.texts(tag).size() > 1) {
    throw ReadFault(AnomalyKind::ambiguous, "the RPM header has several digests of the payload");
  }
  return std::string(header.text(tag));
}

base::DigestAlgorithm payload_algorithm(const RpmHeader& header) {
  return rpm_algorithm(header.number(tag::k_payload_digest_algorithm).value_or(0));
}

std::string hex(std::string_view bytes) {
  return base::to_hex(std::span(base::octets(base::as_bytes(bytes)), bytes.size()));
}

} // namespace

base::DigestAlgorithm rpm_algorithm(std::uint64_t number) {
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
    throw ReadFault(AnomalyKind::damaged,
                    fmt::format("the RPM header names the unknown digest algorithm {}", number));
  }
}

void expect_header_digests(const RpmHeader& signature, const RpmHeader& header) {
  constexpr std::pair<std::uint32_t, base::DigestAlgorithm> k_digests[] = {
      {tag::k_sha3_header, base::DigestAlgorithm::sha3_256},
      {tag::k_sha256_header, base::DigestAlgorithm::sha256},
      {tag::k_sha1_header, base::DigestAlgorithm::sha1}};
  bool is_covered = false;
  for (const auto& [tag, algorithm] : k_digests) {
    if (!signature.has(tag)) continue;
    is_covered = true;
    if (signature.text(tag) != base::digest_of(algorithm, header.bytes())) wrong("header's digest");
  }
  if (!is_covered) {
    throw ReadFault(AnomalyKind::ambiguous, "the RPM package has no digest of its header");
  }
}

RpmPayloadDigests::RpmPayloadDigests(const RpmHeader& signature, const RpmHeader& header) {
  if (signature.has(tag::k_md5)) {
    packed_.push_back({"package's MD5", base::Hasher(base::DigestAlgorithm::md5),
                       hex(signature.binary(tag::k_md5))});
    packed_.back().hasher.update(base::as_bytes(header.bytes()));
  }
  if (header.has(tag::k_payload_digests)) {
    packed_.push_back({"payload's digest", base::Hasher(payload_algorithm(header)),
                       only_text(header, tag::k_payload_digests)});
  }
  if (packed_.empty()) {
    throw ReadFault(AnomalyKind::ambiguous, "the RPM package has no digest of its payload");
  }
  if (header.has(tag::k_payload_plain_digests)) {
    plain_.push_back({"unpacked payload's digest", base::Hasher(payload_algorithm(header)),
                      only_text(header, tag::k_payload_plain_digests)});
  }
  packed_size_ = header.bytes().size();
  for (const std::uint32_t tag : {tag::k_size, tag::k_long_size}) {
    if (const auto size = signature.number(tag)) packed_sizes_.push_back({"package's size", *size});
  }
  for (const std::uint32_t tag : {tag::k_payload_size, tag::k_long_archive_size}) {
    if (const auto size = signature.number(tag)) {
      plain_sizes_.push_back({"unpacked payload's size", *size});
    }
  }
  if (const auto size = header.number(tag::k_archive_size)) {
    plain_sizes_.push_back({"unpacked payload's size", *size});
  }
}

void RpmPayloadDigests::add_packed(std::span<const std::byte> bytes) {
  packed_size_ += bytes.size();
  for (Sum& sum : packed_)
    sum.hasher.update(bytes);
}

void RpmPayloadDigests::add_plain(std::span<const std::byte> bytes) {
  plain_size_ += bytes.size();
  for (Sum& sum : plain_)
    sum.hasher.update(bytes);
}

void RpmPayloadDigests::expect_right() {
  for (const Size& size : packed_sizes_) {
    if (size.expected != packed_size_) wrong(size.what);
  }
  for (const Size& size : plain_sizes_) {
    if (size.expected != plain_size_) wrong(size.what);
  }
  for (std::vector<Sum>* const sums : {&packed_, &plain_}) {
    for (Sum& sum : *sums) {
      if (sum.expected != sum.hasher.finish()) wrong(sum.what);
    }
  }
}

} // namespace package_audit::formats::rpm
