#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace package_audit::content::signatures {

// Literal bytes to search for, at least k_min_size of them.
struct Anchor {
  static constexpr std::size_t k_min_size = 3;

  std::string bytes{};
  // ASCII letters match in either case.
  bool any_case = false;
};

// Whether `anchor` matches in `text` at `begin`.
bool matches_at(const Anchor& anchor, std::string_view text, std::size_t begin);

// Whether `part` is anywhere in `text`.
bool contains(std::string_view text, std::string_view part, bool any_case);

// Finds every occurrence of many anchors in one pass. Implementations differ in speed only.
class AnchorSearch {
public:
  // Index of the anchor, and the offset of its first byte in the text.
  using Callback = std::function<void(std::size_t anchor, std::size_t begin)>;

  virtual ~AnchorSearch() = default;
  // Calls `on_match` for each occurrence, overlapping ones included, in no particular order.
  virtual void find(std::string_view text, const Callback& on_match) = 0;
};

// Hyperscan if the build found it, compiled when more than `compile_threshold` bytes are searched;
// the portable search before, and otherwise.
std::unique_ptr<AnchorSearch> make_anchor_search(const std::vector<Anchor>& anchors,
                                                 std::size_t compile_threshold);
std::unique_ptr<AnchorSearch> make_portable_anchor_search(const std::vector<Anchor>& anchors);

} // namespace package_audit::content::signatures
