#pragma once

#include "content/signatures/anchor.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace package_audit::content::signatures {

// Finds every occurrence of many anchors in one pass. One class a library; which is taken changes
// the time, not what is found.
class AnchorSearch {
public:
  // The anchor's index, and where in the text it begins.
  using Found = std::function<void(std::size_t anchor, std::size_t begin)>;

  virtual ~AnchorSearch() = default;
  // Calls `found` for each occurrence, overlapping ones too, in no particular order.
  virtual void find(std::string_view text, const Found& found) = 0;
};

// Hyperscan where the build found it, otherwise the portable one. Hyperscan is prepared only when
// more than `patience` bytes are searched.
std::unique_ptr<AnchorSearch> make_anchor_search(const std::vector<Anchor>& anchors,
                                                 std::size_t patience);
std::unique_ptr<AnchorSearch> make_portable_anchor_search(const std::vector<Anchor>& anchors);

} // namespace package_audit::content::signatures
