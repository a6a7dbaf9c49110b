#include "content/signatures/anchor_search.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>

namespace package_audit::content::signatures {

namespace {

constexpr unsigned k_hash_bits = 16;
constexpr std::size_t k_hashes = std::size_t{1} << k_hash_bits;

unsigned fold(char c) {
  return static_cast<unsigned char>(c) | 0x20U;
}

// Hash of three bytes in any case, the lower bits of `key`.
std::uint32_t hash_of(std::uint32_t key) {
  constexpr std::uint32_t k_golden = 0x9E3779B1;
  return ((key & 0xFFFFFFU) * k_golden) >> (32U - k_hash_bits);
}

// Hashes three bytes at each position; a bit for the hash is set where an anchor may begin.
class HashedSearch final : public AnchorSearch {
public:
  explicit HashedSearch(const std::vector<Anchor>& anchors) : anchors_(anchors) {
    for (std::size_t i = 0; i < anchors_.size(); ++i) {
      std::uint32_t key = 0;
      for (std::size_t k = 0; k < Anchor::k_min_size; ++k)
        key = key << 8U | fold(anchors_[i].bytes[k]);
      by_hash_.push_back({hash_of(key), i});
      possible_.set(by_hash_.back().hash);
    }
    std::sort(by_hash_.begin(), by_hash_.end(),
              [](const Row& a, const Row& b) { return a.hash < b.hash; });
  }

  void find(std::string_view text, const Callback& on_match) override {
    std::uint32_t key = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      key = key << 8U | fold(text[i]);
      if (i + 1 < Anchor::k_min_size) continue;
      const std::uint32_t hash = hash_of(key);
      if (possible_[hash]) confirm(hash, text, i + 1 - Anchor::k_min_size, on_match);
    }
  }

private:
  struct Row {
    std::uint32_t hash = 0;
    std::size_t anchor = 0;
  };

  void confirm(std::uint32_t hash, std::string_view text, std::size_t begin,
               const Callback& on_match) const {
    const auto first =
        std::lower_bound(by_hash_.begin(), by_hash_.end(), hash,
                         [](const Row& row, std::uint32_t h) { return row.hash < h; });
    for (auto row = first; row != by_hash_.end() && row->hash == hash; ++row) {
      if (matches_at(anchors_[row->anchor], text, begin)) on_match(row->anchor, begin);
    }
  }

  std::vector<Anchor> anchors_;
  std::vector<Row> by_hash_;
  std::bitset<k_hashes> possible_;
};

} // namespace

std::unique_ptr<AnchorSearch> make_portable_anchor_search(const std::vector<Anchor>& anchors) {
  return std::make_unique<HashedSearch>(anchors);
}

#ifndef PACKAGEAUDIT_HAS_HYPERSCAN
std::unique_ptr<AnchorSearch> make_anchor_search(const std::vector<Anchor>& anchors,
                                                 std::size_t /*compile_threshold*/) {
  return make_portable_anchor_search(anchors);
}
#endif

} // namespace package_audit::content::signatures
