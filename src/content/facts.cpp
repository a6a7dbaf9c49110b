#include "content/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace package_audit::content {

namespace {

constexpr std::size_t k_max_detail_size = 1024;

// Whether all bytes from `begin` to the end are zeros. Bytes that are not buffered are not.
bool is_padding(const HeadTailBuffer& bytes, std::uint64_t begin) {
  constexpr std::uint64_t k_block = 4096;
  while (begin < bytes.size()) {
    const std::uint64_t length = std::min(k_block, bytes.size() - begin);
    const auto block = bytes.at(begin, length);
    if (!block || block->find_first_not_of('\0') != std::string_view::npos) return false;
    begin += length;
  }
  return true;
}

} // namespace

void add_fact(std::vector<Fact>& facts, Fact fact) {
  const auto same = std::find_if(facts.begin(), facts.end(), [&](const Fact& other) {
    return other.kind == fact.kind && other.subject == fact.subject;
  });
  if (same == facts.end()) {
    facts.push_back(std::move(fact));
  } else {
    same->count += fact.count;
  }
}

void add_unread_structure(std::vector<Fact>& facts, std::string_view format,
                          const StructureError& error) {
  add_fact(facts, {.kind = FactKind::unread_structure,
                   .subject = std::string(format),
                   .detail = error.reason,
                   .offset = error.offset});
}

void add_trailing_data(std::vector<Fact>& facts, std::string_view format,
                       const HeadTailBuffer& bytes, std::uint64_t end) {
  if (is_padding(bytes, end)) return;
  const std::uint64_t size = bytes.size() - end;
  add_fact(facts, {.kind = FactKind::trailing_data,
                   .subject = std::string(format),
                   .detail = fmt::format("{} {}", size, size == 1 ? "byte" : "bytes"),
                   .offset = end});
}

std::string truncated(std::string_view text) {
  if (text.size() <= k_max_detail_size) return std::string(text);
  return std::string(text.substr(0, k_max_detail_size)) + "...";
}

void SectionCounter::add(std::string_view name, std::uint64_t offset) {
  if (count_ == 0 || (!is_preferred(name_) && is_preferred(name))) {
    name_ = name;
    offset_ = offset;
  }
  ++count_;
}

void SectionCounter::report(std::vector<Fact>& facts) const {
  if (count_ == 0) return;
  add_fact(facts, {.kind = kind_, .subject = truncated(name_), .offset = offset_, .count = count_});
}

} // namespace package_audit::content
