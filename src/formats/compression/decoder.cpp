#include "formats/compression/decoder.hpp"

#include "base/text.hpp"
#include "formats/fault.hpp"

#include <fmt/format.h>

namespace package_audit::formats::compression {

namespace {

constexpr std::size_t k_output_size = std::size_t{256} << 10;

} // namespace

void fail_decoding(std::string_view name, AnomalyKind kind, std::string_view detail) {
  throw ReadFault(kind, fmt::format("the {} data {}", name, detail));
}

void fail_for_memory(std::string_view name, std::uint64_t needed, const Limits& limits) {
  fail_decoding(
      name, AnomalyKind::limit,
      fmt::format("needs {} to be unpacked, which is more than half of what reading may take: {}",
                  base::human_size(needed), limit_message(&Limits::memory, limits)));
}

void fail_for_trailing_bytes(std::string_view name, bool is_second_stream) {
  fail_decoding(name, AnomalyKind::unexpected_bytes,
                is_second_stream
                    ? "is followed by a second stream, which readers may append or ignore"
                    : "is followed by further bytes");
}

Decoder::Decoder(base::ByteStream& input, Compression compression, std::string_view name)
    : input_(input), compression_(compression), name_(name), output_(k_output_size) {}

base::Bytes Decoder::next() {
  while (!finished_) {
    if (pending_.empty() && !input_ended_) {
      pending_ = input_.next();
      input_ended_ = pending_.empty();
    }
    const Step step = advance(pending_, output_);
    pending_ = pending_.subspan(step.consumed);
    finished_ = step.finished;
    if (finished_) expect_end();
    if (step.produced > 0) return std::span(output_).first(step.produced);
    if (!finished_ && input_ended_ && step.consumed == 0) {
      fail(AnomalyKind::damaged, "ends before its stream does");
    }
  }
  return {};
}

void Decoder::expect_end() {
  if (pending_.empty()) pending_ = input_.next();
  if (pending_.empty()) return;
  fail_for_trailing_bytes(name_, detect(pending_) == compression_);
}

} // namespace package_audit::formats::compression
