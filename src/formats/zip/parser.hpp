#pragma once

#include "base/byte_source.hpp"
#include "formats/member.hpp"
#include "formats/zip/records.hpp"
#include "model/policy.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace package_audit::formats {
class ByteLedger;
class ByteWindow;
} // namespace package_audit::formats

namespace package_audit::formats::zip {

// Where the content of a member is in the file, and what is expected of it.
struct ZipContentPlace {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint16_t method = 0;
  std::uint32_t crc = 0;
  std::uint64_t unpacked = 0;
};

// Reads the structure of a zip (APPNOTE.TXT 6.3.10) without unpacking anything: the directory and
// every local header must say the same, and every byte belong to one of them, to a member's content
// or to the records at the end. Demands the forms that packaging tools write.
class ZipWalker final : public MemberList {
public:
  // Reads all of it. Throws ReadFault. `source` must outlive the walker.
  ZipWalker(base::ByteSource& source, const Limits& limits);

  // In the order of the local headers.
  std::optional<WalkedMember> take() override;

  std::size_t size() const { return places_.size(); }
  // How many were taken.
  std::size_t taken() const { return taken_; }
  // Of the member that was taken last: whether permission bits are stored for it.
  bool has_mode() const { return has_mode_; }
  // Of any member, in the same order; nothing for one that is no file.
  std::optional<ZipContentPlace> content_of(std::size_t index) const;

private:
  // A member's central header within the directory, and its local one within the file.
  struct Place {
    std::uint64_t local = 0;
    std::size_t central = 0;
    std::uint32_t local_length = 0;
  };

  void read_directory(std::uint64_t begin, std::uint64_t size, std::uint64_t entries);
  void find_members(std::uint64_t entries);
  void walk_member(Place& place, ByteWindow& window, ByteLedger& ledger);
  void expect_sound_content(const ZipCentralHeader& central, EntryType type,
                            std::span<const std::byte> bytes) const;
  void expect_within_limits(const ZipCentralHeader& central);
  ZipCentralHeader central_header(const Place& place) const;

  base::ByteSource& source_;
  const Limits& limits_;
  // The central directory as it is in the file: names stay in there until they are taken.
  std::vector<std::byte> directory_;
  std::vector<Place> places_;
  std::size_t taken_ = 0;
  bool has_mode_ = false;
  std::uint64_t unpacked_ = 0;
};

} // namespace package_audit::formats::zip
