#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace package_audit::base {

// A tree of paths: each path that is added, and each directory above one, is a node. Paths are
// split at '/', also at doubled ones, but for a leading '/': "/usr/lib" lies in "/usr", which has
// no parent.
class PathTree {
public:
  using Id = std::uint32_t;
  static constexpr Id k_none = std::numeric_limits<Id>::max();

  struct Node {
    // Views into the path that was added first with this beginning.
    std::string_view path{};
    // The last part of the path, as base_name() returns it.
    std::string_view name{};
    // The directory that holds it; it has a lower id. k_none at the top.
    Id parent = k_none;
    // The index of the first path added that equals `path`; k_none for a directory that was not.
    std::uint32_t first = k_none;
    bool has_children = false;
  };

  PathTree() = default;

  // Adds `items[i].*path` of each item.
  template <typename Item, typename Path>
  PathTree(const std::vector<Item>& items, Path Item::*path) {
    reserve(items.size());
    for (const Item& item : items)
      add(item.*path);
  }

  // `path` must outlive the tree.
  void add(std::string_view path);

  // In order of first appearance: parents before children.
  std::span<const Node> nodes() const { return nodes_; }
  const Node& operator[](Id node) const { return nodes_[node]; }
  // The node of the path that was added as number `index`, counted from 0.
  Id node_of(std::size_t index) const { return added_[index]; }
  // k_none if there is no such child. At the top, `parent` is k_none, and the name of an absolute
  // path begins with its '/'.
  Id child(Id parent, std::string_view name) const;
  // From the top down to the node itself.
  std::vector<Id> ancestors_of(Id node) const;

private:
  struct Key {
    Id parent = k_none;
    std::string_view name{};
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      constexpr std::size_t k_odd = 0x9E3779B1;
      return std::hash<std::string_view>{}(key.name) ^ (key.parent * k_odd);
    }
  };

  void reserve(std::size_t paths);
  Id shared_with_last(std::string_view path) const;
  Id find_or_add(Id parent, std::string_view path, std::size_t name_begin);

  std::vector<Node> nodes_{};
  std::vector<Id> added_{};
  std::unordered_map<Key, Id, KeyHash> children_{};
};

} // namespace package_audit::base
