#pragma once

#include "checks/check_input.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace package_audit::checks {

enum class LinkEnd {
  present, // in the package, or a directory that holds something of it
  missing, // below the package's root, but not in the package
  outside, // anywhere else
  endless  // a loop of links
};

struct LinkTarget {
  LinkEnd end = LinkEnd::outside;
  // The place where the link ends, as a policy path; the target as stored if it has none.
  std::string path{};
  // How many links were followed, the first one included.
  std::uint32_t links = 0;
};

// Follows symlinks as the file system of an unpacked package would, through the package's other
// symlinks too. A .deb or .rpm is unpacked at "/", so an absolute target can be resolved; for every
// other format the place is unknown.
class LinkResolver {
public:
  explicit LinkResolver(const CheckInput& input);

  // `entry` is the index of a symlink.
  LinkTarget resolve(std::size_t entry) const;

private:
  // The package's root or, if `is_outside`, "/" (for an archive, the directory in which it is
  // unpacked); a node of the package below it; the parts below that which are not in the package.
  struct Place {
    bool is_outside = false;
    PathTree::Id node = PathTree::k_none;
    std::vector<std::string_view> rest{};
  };

  void mark_archive(std::size_t member);
  LinkTarget follow(std::size_t start, std::uint32_t& links) const;
  Place directory_of(std::size_t entry) const;
  Place above_root() const;
  bool leave(Place& place) const;
  std::string_view enter(Place& place, std::string_view part) const;
  void descend(Place& place, std::string_view part) const;
  PathTree::Id child(const Place& place, std::string_view part) const;
  bool is_root(const Place& place, std::string_view part) const;
  std::string_view target_of(PathTree::Id node) const;
  LinkTarget describe(const Place& place) const;

  const std::vector<Entry>& entries_;
  const PathTree& paths_;
  bool is_system_;
  // The parts of the path at which a system package's root is unpacked.
  std::vector<std::string_view> prefix_{};
  // By node: holds some of the payload, or is a part of it.
  std::vector<bool> is_known_{};
  // By node: the root of a nested archive, which no link may leave.
  std::vector<bool> is_archive_{};
  std::unordered_map<PathTree::Id, std::string_view> targets_{};
};

} // namespace package_audit::checks
