#pragma once

#include "base/byte_source.hpp"
#include "formats/byte_ledger.hpp"
#include "formats/member.hpp"
#include "formats/seven_zip/files_info.hpp"
#include "formats/seven_zip/streams_info.hpp"

namespace package_audit::formats::seven_zip {

// Parses the structure of a 7z archive (7zFormat.txt in the 7-Zip source distribution), including a
// compressed header: every byte belongs to the headers or to a compressed stream, every compressed
// stream to members, and no coder needs more memory than is allowed. Requires the forms that 7-Zip
// and libarchive write. Link targets are in the compressed streams; only their checksums are known.
class Parser final : public MemberList {
public:
  // Parses the whole archive. Throws ReadFault. `source` must outlive the constructor only,
  // `limits` the object.
  Parser(base::ByteSource& source, const Limits& limits);

  // In the order of the header.
  std::optional<ParsedMember> take() override;

  // Whether permission bits are stored for the member that was taken last.
  bool has_mode() const { return has_mode_; }

private:
  // Decompresses `encoded`, a compressed header, into header_; returns where its streams are.
  StreamsInfo decompress_header(base::ByteSource& source, base::Bytes encoded);
  void parse_header(base::ByteSource& source);
  // Claims the compressed streams; requires that all their bytes are content.
  void claim_streams(base::ByteSource& source, const StreamsInfo& streams);
  void expect_within_limits(const StreamsInfo& streams) const;

  const Limits& limits_;
  ByteLedger ledger_;
  // Uncompressed; files_ refer to the names in it.
  std::vector<std::byte> header_;
  std::vector<FileInfo> files_;
  std::vector<Substream> substreams_;
  std::size_t taken_files_ = 0;
  std::size_t taken_substreams_ = 0;
  bool has_mode_ = false;
};

} // namespace package_audit::formats::seven_zip
