#include "formats/stream_parser.hpp"

#include "formats/libarchive_reader.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace package_audit::formats {

namespace {

// Feeds each block to the parser before libarchive gets it. Of a block with a fault libarchive gets
// the bytes before the fault, so that the members there are listed. The fault is thrown by each
// further call.
class ParsedStream final : public base::ByteStream {
public:
  ParsedStream(base::ByteStream& input, StreamParser& parser) : input_(input), parser_(parser) {}

  base::Bytes next() override {
    if (fault_) std::rethrow_exception(fault_);
    base::Bytes block;
    try {
      block = input_.next();
      parser_.feed(block);
    } catch (...) {
      fault_ = std::current_exception();
      block = block.first(valid_part(block.size()));
      if (block.empty()) throw;
    }
    size_ += block.size();
    return block;
  }

  // Reads on where libarchive stops: at the end mark of the archive.
  void finish() {
    while (!next().empty()) {
    }
    parser_.finish();
  }

private:
  // How many of the last `size` bytes are before the fault.
  std::size_t valid_part(std::size_t size) const {
    const std::uint64_t valid = std::max(parser_.valid_size(), size_);
    return static_cast<std::size_t>(std::min<std::uint64_t>(valid - size_, size));
  }

  base::ByteStream& input_;
  StreamParser& parser_;
  // Of all returned blocks.
  std::uint64_t size_ = 0;
  std::exception_ptr fault_;
};

} // namespace

void StreamParser::expect(Piece piece, std::uint64_t size) {
  piece_ = piece;
  size_ = missing_ = size;
  piece_end_ += size;
}

void StreamParser::feed(base::Bytes bytes) {
  while (!bytes.empty()) {
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(missing_, bytes.size()));
    const base::Bytes part = bytes.first(length);
    bytes = bytes.subspan(length);
    missing_ -= length;
    if (piece_ == Piece::zeros && !base::is_all_zero(part)) fail_padding();
    if (piece_ == Piece::buffered && length < size_) {
      buffer(part);
    } else if (missing_ == 0) {
      complete(piece_ == Piece::buffered ? base::as_text(part) : std::string_view{});
    }
    while (missing_ == 0)
      complete({});
  }
}

std::uint64_t StreamParser::valid_size() const {
  const std::uint64_t begin = piece_end_ - size_;
  return piece_ == Piece::content ? begin + received() : begin;
}

std::optional<ParsedMember> StreamParser::take() {
  if (members_.empty()) return std::nullopt;
  std::optional<ParsedMember> member = std::move(members_.front());
  members_.pop_front();
  return member;
}

void StreamParser::buffer(base::Bytes part) {
  buffered_.append(base::as_text(part));
  if (missing_ > 0) return;
  const std::string whole = std::exchange(buffered_, {});
  complete(whole);
}

void read_stream(base::ByteStream& stream, StreamParser& parser, int (*enable_format)(archive*),
                 EntryVisitor& visitor) {
  ParsedStream parsed(stream, parser);
  LibarchiveReader reader(enable_format, parsed);
  reader.read_all(parser, visitor);
  parsed.finish();
}

} // namespace package_audit::formats
