#pragma once

#include "base/byte_source.hpp"
#include "formats/byte_ledger.hpp"
#include "formats/member.hpp"
#include "formats/seven_zip/files.hpp"
#include "formats/seven_zip/streams.hpp"

namespace package_audit::formats::seven_zip {

// Reads the structure of a 7z archive (7zFormat.txt in the 7-Zip source distribution), its packed
// header included: every byte belongs to the headers or to a packed stream, every packed stream to
// members, and no coder needs more memory than it may. Demands the forms that 7-Zip and libarchive
// write. What links lead to is in the packed streams: of that it knows the checksum.
class SevenZipWalker final : public MemberList {
public:
  // Reads all of it. Throws ReadFault. `source` must outlive the constructor only.
  SevenZipWalker(base::ByteSource& source, const Limits& limits);

  // In the order of the header.
  std::optional<WalkedMember> take() override;

  std::size_t size() const { return files_.size(); }
  // Whether permission bits are stored for the member that was taken last.
  bool has_mode() const { return has_mode_; }

private:
  // Replaces the header by what it packs; returns where that lies.
  SevenZipStreams unpack_header(base::ByteSource& source, std::span<const std::byte> outer);
  void parse_header(base::ByteSource& source);
  // Claims the packed streams, and sees that nothing is left over in them.
  void claim_streams(base::ByteSource& source, const SevenZipStreams& streams);
  void expect_within_limits(const SevenZipStreams& streams) const;

  const Limits& limits_;
  ByteLedger ledger_;
  // Unpacked: names stay in there until they are taken.
  std::vector<std::byte> header_;
  std::vector<SevenZipFile> files_;
  std::vector<SevenZipSubstream> substreams_;
  std::size_t taken_ = 0;
  std::size_t taken_streams_ = 0;
  bool has_mode_ = false;
};

} // namespace package_audit::formats::seven_zip
