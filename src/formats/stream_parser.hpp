#pragma once

#include "base/byte_source.hpp"
#include "base/bytes.hpp"
#include "formats/entry_visitor.hpp"
#include "formats/member.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

struct archive;

namespace package_audit::formats {

// Base of the parsers of archives with headers between the contents (tar, cpio), from blocks of any
// size. A parser requests one piece of the archive after the other: contents, which are skipped,
// padding, which has to be zero, and headers, all of whose fields have to be understood. It accepts
// the forms that packaging tools write and throws ReadFault for any other.
class StreamParser : public MemberList {
public:
  // The next bytes of the archive.
  void feed(base::Bytes bytes);
  // Length of the part of the archive that is known to be valid; after a fault, up to the fault.
  std::uint64_t valid_size() const;
  // To be called after the last byte. Throws ReadFault when the archive is incomplete.
  virtual void finish() = 0;

  // The next member whose header was fed.
  std::optional<ParsedMember> take() final;

protected:
  enum class Piece {
    buffered, // passed to complete()
    content,  // skipped
    zeros     // padding
  };

  void add_member(ParsedMember member) { members_.push_back(std::move(member)); }

  // Requests the next piece. Each ends with a call of complete(), even one of 0 bytes.
  void expect(Piece piece, std::uint64_t size);
  // The requested piece is over; `bytes` are empty unless it was to be buffered. Requests the next.
  virtual void complete(std::string_view bytes) = 0;
  // Throws ReadFault for a padding with other bytes than zeros.
  [[noreturn]] virtual void fail_padding() = 0;

  // Bytes of the current piece that were fed, and that were not.
  std::uint64_t received() const { return size_ - missing_; }
  std::uint64_t missing() const { return missing_; }
  // Offset of the end of the current piece in the archive.
  std::uint64_t piece_end() const { return piece_end_; }

  // The number of bytes from `offset` to a multiple of `alignment`.
  static constexpr std::uint64_t padding(std::uint64_t offset, std::uint64_t alignment) {
    return (alignment - offset % alignment) % alignment;
  }

private:
  void buffer(base::Bytes part);

  Piece piece_ = Piece::buffered;
  std::uint64_t size_ = 0;
  std::uint64_t missing_ = 0;
  std::uint64_t piece_end_ = 0;
  // The part of the current piece from earlier calls of feed().
  std::string buffered_;
  std::deque<ParsedMember> members_;
};

// Reads `stream` to its last byte, with `parser` and with libarchive, and passes the members to
// `visitor` up to the first difference between both. `enable_format` is a function of libarchive.
// Throws ReadFault.
void read_stream(base::ByteStream& stream, StreamParser& parser, int (*enable_format)(archive*),
                 EntryVisitor& visitor);

} // namespace package_audit::formats
