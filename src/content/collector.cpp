#include "content/collector.hpp"

#include "archive/fault.hpp"
#include "util/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace package_audit {

namespace {

constexpr std::size_t k_many = 4096;
constexpr std::uint64_t k_most_reserved = 1'000'000;

[[noreturn]] void over(std::string_view limit, const std::string& allowed, std::string member) {
  throw ReadFault(AnomalyKind::limit, fmt::format("{} is over {}", limit, allowed),
                  std::move(member));
}

} // namespace

void Collector::begin(Entry entry) {
  if (entries_.size() >= limits_.entries) {
    over("entries", fmt::format("{}", limits_.entries), {});
  }
  if (entry.member.size() > limits_.path_length || entry.link_target.size() > limits_.path_length) {
    over("path_length", fmt::format("{} bytes", limits_.path_length), entry.member.substr(0, 64));
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
  if (current_.size > limits_.entry_size) {
    over("entry_size", human_size(limits_.entry_size), current_.member);
  }
  if (unpacked_ > limits_.unpacked_size) {
    over("unpacked_size", human_size(limits_.unpacked_size), current_.member);
  }
  hasher_.update(bytes);
}

void Collector::end() {
  if (current_.type == EntryType::file || current_.size > 0) current_.sha256 = hasher_.finish();
  entries_.push_back(std::move(current_));
  current_ = {};
}

} // namespace package_audit
