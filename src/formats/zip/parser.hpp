#pragma once

#include "base/byte_source.hpp"
#include "base/bytes.hpp"
#include "formats/member.hpp"
#include "formats/zip/headers.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace package_audit::formats {
class ByteLedger;
class ByteWindow;
} // namespace package_audit::formats

namespace package_audit::formats::zip {

// The content of a file within the archive, from `begin` to `end`, and its expected checksum and
// size.
struct ContentLocation {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint16_t method = 0;
  std::uint32_t crc = 0;
  std::uint64_t uncompressed_size = 0;
};

struct Member {
  ParsedMember entry;
  // Whether permission bits are stored for it.
  bool has_mode_bits = false;
};

// Parses the structure of a zip (APPNOTE.TXT 6.3.10) without decompressing anything: the directory
// and every local header must say the same, and every byte belong to one of them, to a member's
// content or to the records at the end. Accepts the forms that packaging tools write.
class Parser {
public:
  // Parses all of it. Throws ReadFault. `source` and `limits` must outlive the parser.
  Parser(base::ByteSource& source, const Limits& limits);

  // Members have indices in the order of their local headers.
  std::size_t size() const { return places_.size(); }
  // Nothing behind the last one.
  std::optional<Member> member(std::size_t index) const;
  // Nothing for a member that is not a file.
  std::optional<ContentLocation> content(std::size_t index) const;

private:
  // Offsets of a member's central header in the directory and of its local one in the file.
  struct Place {
    std::uint64_t local = 0;
    std::size_t central = 0;
    std::uint32_t local_length = 0;
  };

  void read_directory(std::uint64_t begin, std::uint64_t size, std::uint64_t entries);
  void find_members(std::uint64_t entries);
  void parse_member(Place& place, ByteWindow& window, ByteLedger& ledger);
  void expect_valid_non_file(const CentralHeader& central, EntryType type, base::Bytes bytes) const;
  void expect_within_limits(const CentralHeader& central);
  CentralHeader central_header(const Place& place) const;

  base::ByteSource& source_;
  const Limits& limits_;
  // The central directory as stored: members are parsed from it on demand.
  std::vector<std::byte> directory_;
  std::vector<Place> places_;
  std::uint64_t uncompressed_size_ = 0;
};

} // namespace package_audit::formats::zip
