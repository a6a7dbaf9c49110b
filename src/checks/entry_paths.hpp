#pragma once

#include "model/artifact.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace package_audit::checks {

// The tree of a package's paths: each path and each folder that leads to one is a node, whether or
// not the package stores an entry for it. Worked out once per package, so that a check looks at
// what it needs instead of passing over all entries and their texts. Paths are parted at each '/'
// but a first one: "/usr/lib" lies in "/usr", which lies in nothing.
class EntryPaths {
public:
  using Id = std::uint32_t;
  static constexpr Id k_none = std::numeric_limits<Id>::max();

  struct Node {
    // Views into the entry that came with it first.
    std::string_view path{};
    // The last part of the path, as base_name() has it.
    std::string_view name{};
    // The folder that it lies in, which has a lower number; k_none at the top.
    Id folder = k_none;
    // The first entry stored under the path, or k_none.
    std::uint32_t entry = k_none;
  };

  // `entries` must outlive it, and their paths stay as they are.
  explicit EntryPaths(std::span<const Entry> entries);

  // In the order in which the entries bring them up.
  std::span<const Node> nodes() const { return nodes_; }
  // The number of the node that an entry is stored under.
  Id of(std::size_t entry) const { return places_[entry].node; }
  bool is_folder(std::size_t entry) const { return places_[entry].is_folder; }
  // From the top down to the node itself.
  std::vector<Id> way_to(Id node) const;

private:
  struct Place {
    Id node = k_none;
    bool is_folder = false;
  };

  std::vector<Node> nodes_;
  std::vector<Place> places_;
};

} // namespace package_audit::checks
