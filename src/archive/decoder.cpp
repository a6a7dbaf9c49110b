#include "archive/decoder.hpp"

#include "util/text.hpp"

#include <fmt/format.h>

namespace package_audit {

namespace {

constexpr std::size_t k_output_size = std::size_t{256} << 10;

} // namespace

Decoder::Decoder(ByteStream& input, Compression compression, std::string_view name)
    : input_(input), compression_(compression), name_(name), output_(k_output_size) {}

std::span<const std::byte> Decoder::next() {
  while (!finished_) {
    if (pending_.empty() && !input_ended_) {
      pending_ = input_.next();
      input_ended_ = pending_.empty();
    }
    const Step step = advance(pending_, output_);
    pending_ = pending_.subspan(step.consumed);
    finished_ = step.finished;
    if (finished_) refuse_tail();
    if (step.produced > 0) return std::span(output_).first(step.produced);
    if (!finished_ && input_ended_ && step.consumed == 0) {
      fail(AnomalyKind::damaged, "ends before its stream does");
    }
  }
  return {};
}

void Decoder::fail(AnomalyKind kind, std::string_view what) const {
  throw ReadFault(kind, fmt::format("the {} data {}", name_, what));
}

void Decoder::fail_for_memory(std::uint64_t needed, const Limits& limits) const {
  fail(AnomalyKind::limit,
       fmt::format("needs {} to be unpacked, which is more than half of what reading may take: {}",
                   human_size(needed), limit_message(&Limits::memory, limits)));
}

void Decoder::refuse_tail() {
  if (pending_.empty()) pending_ = input_.next();
  if (pending_.empty()) return;
  const bool again = sniff_compression(pending_) == compression_;
  fail(AnomalyKind::unexpected_bytes, again ? "is followed by a second stream, which readers may "
                                              "append or ignore"
                                            : "is followed by further bytes");
}

} // namespace package_audit
