#include "content/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace package_audit::content {

namespace {

constexpr std::size_t k_longest_detail = 1024;

// Whether bytes from `begin` to the end hold more than zeros, as far as they were kept.
bool is_padding(const KeptBytes& bytes, std::uint64_t begin) {
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

void add_unread(std::vector<Fact>& facts, std::string_view format, const Unread& unread) {
  add_fact(facts, {.kind = FactKind::unread_structure,
                   .subject = std::string(format),
                   .detail = unread.why,
                   .offset = unread.offset});
}

void add_trailing(std::vector<Fact>& facts, std::string_view format, const KeptBytes& bytes,
                  std::uint64_t end) {
  if (is_padding(bytes, end)) return;
  const std::uint64_t size = bytes.size() - end;
  add_fact(facts, {.kind = FactKind::trailing_data,
                   .subject = std::string(format),
                   .detail = fmt::format("{} {}", size, size == 1 ? "byte" : "bytes"),
                   .offset = end});
}

std::string shortened(std::string_view text) {
  if (text.size() <= k_longest_detail) return std::string(text);
  return std::string(text.substr(0, k_longest_detail)) + "...";
}

void SectionTally::count(std::string_view name, std::uint64_t offset) {
  if (count_ == 0 || (!is_telling(name_) && is_telling(name))) {
    name_ = name;
    offset_ = offset;
  }
  ++count_;
}

void SectionTally::report(std::vector<Fact>& facts) const {
  if (count_ == 0) return;
  add_fact(facts, {.kind = kind_, .subject = shortened(name_), .offset = offset_, .count = count_});
}

} // namespace package_audit::content
