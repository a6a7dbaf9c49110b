#include "formats/zip/contents.hpp"

#include "base/digest.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

namespace package_audit::formats::zip {

namespace {

constexpr std::size_t k_input_size = std::size_t{64} << 10;

[[noreturn]] void damaged(std::string detail) {
  throw ReadFault(AnomalyKind::damaged, std::move(detail));
}

} // namespace

ZipContents::ZipContents(base::ByteSource& source)
    : source_(source), body_(compression::make_inflater()), input_(k_input_size) {}

void ZipContents::open(const ZipContentPlace& place) {
  place_ = place;
  position_ = place.begin;
  crc_ = 0;
  is_open_ = true;
  pending_ = {};
  if (place.method == k_zip_stored) return;
  body_->restart();
  trailer_is_due_ = true;
  for (unsigned i = 0; i < 4; ++i) {
    trailer_.at(i) = static_cast<std::byte>(place.crc >> (8 * i));
    trailer_.at(i + 4) = static_cast<std::byte>(place.unpacked >> (8 * i));
  }
}

std::size_t ZipContents::next(std::span<std::byte> room) {
  if (!is_open_) return 0;
  return place_.method == k_zip_stored ? next_stored(room) : next_deflated(room);
}

// Of what the file holds of the member; nothing at its end.
std::size_t ZipContents::read(std::span<std::byte> into) {
  const std::uint64_t left = place_.end - position_;
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, into.size()));
  if (wanted == 0) return 0;
  const std::size_t got = source_.read_at(position_, into.first(wanted));
  if (got == 0) damaged("ends behind the end of the file");
  position_ += got;
  return got;
}

std::size_t ZipContents::next_stored(std::span<std::byte> room) {
  const std::size_t got = read(room);
  if (got > 0) {
    crc_ = base::crc32(room.first(got), crc_);
    return got;
  }
  is_open_ = false;
  if (crc_ != place_.crc) damaged("its checksum does not match");
  return 0;
}

// The member's data, then what is expected of them.
std::span<const std::byte> ZipContents::next_input() {
  const std::size_t got = read(input_);
  if (got > 0 || !trailer_is_due_) return std::span(input_).first(got);
  trailer_is_due_ = false;
  return trailer_;
}

std::size_t ZipContents::next_deflated(std::span<std::byte> room) {
  while (true) {
    if (pending_.empty()) pending_ = next_input();
    compression::Decoder::Step step;
    try {
      step = body_->advance(pending_, room);
    } catch (const compression::Inflater::Corrupt& corrupt) {
      damaged(fmt::format("its compressed data are corrupt ({})", corrupt.reason));
    }
    pending_ = pending_.subspan(step.consumed);
    if (step.finished) {
      // Data that end early, with something behind them that looks like what is expected of them.
      if (!pending_.empty() || trailer_is_due_ || position_ != place_.end) {
        throw ReadFault(AnomalyKind::unexpected_bytes,
                        "its compressed data end before its bytes do");
      }
      is_open_ = false;
    }
    if (step.produced > 0 || step.finished) return step.produced;
    if (step.consumed == 0 && pending_.empty() && !trailer_is_due_ && position_ == place_.end) {
      damaged("its compressed data end before their stream does");
    }
  }
}

} // namespace package_audit::formats::zip
