#include "formats/zip/decompressor.hpp"

#include "base/digest.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

namespace package_audit::formats::zip {

namespace {

constexpr std::size_t k_input_size = std::size_t{64} << 10;

} // namespace

Decompressor::Decompressor(base::ByteSource& source)
    : source_(source), inflater_(compression::make_inflater()), input_(k_input_size) {}

void Decompressor::open(const ContentLocation& content) {
  content_ = content;
  position_ = content.begin;
  crc_ = 0;
  is_open_ = true;
  pending_ = {};
  if (content.method == k_method_stored) return;
  inflater_->restart();
  trailer_is_due_ = true;
  for (unsigned i = 0; i < 4; ++i) {
    trailer_.at(i) = static_cast<std::byte>(content.crc >> (8 * i));
    trailer_.at(i + 4) = static_cast<std::byte>(content.uncompressed_size >> (8 * i));
  }
}

std::size_t Decompressor::next(base::WritableBytes output) {
  if (!is_open_) return 0;
  return content_.method == k_method_stored ? next_stored(output) : next_deflated(output);
}

// The next compressed bytes; none at the end.
std::size_t Decompressor::read(base::WritableBytes into) {
  const std::uint64_t left = content_.end - position_;
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, into.size()));
  if (wanted == 0) return 0;
  const std::size_t got = source_.read_at(position_, into.first(wanted));
  if (got == 0) damaged("ends behind the end of the file");
  position_ += got;
  return got;
}

std::size_t Decompressor::next_stored(base::WritableBytes output) {
  const std::size_t got = read(output);
  if (got > 0) {
    crc_ = base::crc32(output.first(got), crc_);
    return got;
  }
  is_open_ = false;
  if (crc_ != content_.crc) damaged("its checksum does not match");
  return 0;
}

// The compressed bytes, then the expected trailer.
base::Bytes Decompressor::next_input() {
  const std::size_t got = read(input_);
  if (got > 0 || !trailer_is_due_) return std::span(input_).first(got);
  trailer_is_due_ = false;
  return trailer_;
}

std::size_t Decompressor::next_deflated(base::WritableBytes output) {
  while (true) {
    if (pending_.empty()) pending_ = next_input();
    compression::Decoder::Step step;
    try {
      step = inflater_->advance(pending_, output);
    } catch (const compression::Inflater::Corrupt& corrupt) {
      damaged(fmt::format("its compressed data are corrupt ({})", corrupt.reason));
    }
    pending_ = pending_.subspan(step.consumed);
    if (step.finished) {
      // The stream ended early, and bytes behind it that equal the trailer were taken for it.
      if (!pending_.empty() || trailer_is_due_ || position_ != content_.end) {
        unexpected_bytes("its compressed data end before its bytes do");
      }
      is_open_ = false;
    }
    if (step.produced > 0 || step.finished) return step.produced;
    if (step.consumed == 0 && pending_.empty() && !trailer_is_due_ && position_ == content_.end) {
      damaged("its compressed data end before their stream does");
    }
  }
}

} // namespace package_audit::formats::zip
