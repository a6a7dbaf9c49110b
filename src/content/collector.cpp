#include "content/collector.hpp"

#include "bytes/fault.hpp"
#include "util/path.hpp"

#include <algorithm>

namespace package_audit {

namespace {

constexpr std::size_t k_many = 4096;
constexpr std::size_t k_shown = 64; // bytes of a name that is too long
constexpr std::uint64_t k_most_reserved = 1'000'000;

[[noreturn]] void over(std::uint64_t Limits::*which, const Limits& limits, std::string member) {
  throw ReadFault(AnomalyKind::limit, limit_message(which, limits), std::move(member));
}

} // namespace

void Collector::begin(Entry entry) {
  if (entries_.size() >= limits_.entries) over(&Limits::entries, limits_, {});
  if (entry.member.size() > limits_.path_length || entry.link_target.size() > limits_.path_length) {
    over(&Limits::path_length, limits_, entry.member.substr(0, k_shown));
  }
  if (components(entry.member).size() > limits_.path_depth) {
    over(&Limits::path_depth, limits_, entry.member.substr(0, k_shown));
  }
  // A vector that grows holds everything twice for a moment; memory that is only reserved is not
  // used.
  if (entries_.size() == k_many) {
    entries_.reserve(static_cast<std::size_t>(std::min(limits_.entries, k_most_reserved)));
  }
  current_ = std::move(entry);
}

void Collector::data(std::span<const std::byte> bytes) {
  current_.size += bytes.size();
  unpacked_ += bytes.size();
  if (current_.size > limits_.entry_size) over(&Limits::entry_size, limits_, current_.member);
  if (unpacked_ > limits_.unpacked_size) over(&Limits::unpacked_size, limits_, current_.member);
  if (unpacked_ > Limits::k_free_size && unpacked_ / limits_.ratio > packed_) {
    over(&Limits::ratio, limits_, current_.member);
  }
  hasher_.update(bytes);
}

void Collector::end() {
  if (current_.type == EntryType::file || current_.size > 0) current_.sha256 = hasher_.finish();
  entries_.push_back(std::move(current_));
  current_ = {};
}

} // namespace package_audit
