#pragma once

#include "checks/check.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace package_audit::checks {

enum class LinkEnd {
  present, // in the package, or a folder that holds something of it
  missing, // below the package's root, but not in the package
  outside, // anywhere else
  endless  // a ring of links
};

struct LinkTarget {
  LinkEnd end = LinkEnd::outside;
  // Where the link ends up, as a policy path; the target as stored where that has none.
  std::string path{};
  // How many links were followed, the first one included.
  std::uint32_t links = 0;
};

// Follows symlinks as an unpacked package would, through the package's other symlinks too. A .deb
// or .rpm is unpacked at "/", so an absolute target means something there; of every other format
// nobody knows where it is unpacked.
class LinkResolver {
public:
  explicit LinkResolver(const CheckInput& input);

  // `symlink` must be an entry of the package.
  LinkTarget resolve(const Entry& symlink) const;

private:
  // A path of the package; its parent is the folder that it lies in.
  struct Node {
    std::uint32_t parent = 0;
    std::string_view part{};
    // Target, when a symlink is stored under this path.
    std::string_view link{};
    // An entry, or a folder that holds one.
    bool known = false;
    // The root of a nested archive, out of which no link may lead.
    bool archive = false;
  };
  struct Step {
    std::uint32_t parent = 0;
    std::string_view part{};
    bool operator==(const Step&) const = default;
  };
  struct StepHash {
    std::size_t operator()(const Step& step) const;
  };
  // A node, and the parts below it that are not in the package.
  struct Place {
    std::uint32_t node = 0;
    std::vector<std::string_view> rest{};
  };

  static constexpr std::uint32_t k_top = 0; // "/", or whatever an archive is unpacked into

  std::uint32_t add_child(std::uint32_t parent, std::string_view part);
  std::uint32_t add_path(std::string_view policy_path);
  void mark_archive(std::string_view policy_path);
  LinkTarget follow(std::uint32_t start, const Entry& symlink, std::uint32_t& links) const;
  bool leave(Place& place) const;
  std::string_view enter(Place& place, std::string_view part) const;
  LinkTarget describe(const Place& place) const;

  bool system_;
  std::uint32_t root_ = k_top;
  std::vector<Node> nodes_{Node{}};
  std::unordered_map<Step, std::uint32_t, StepHash> children_{};
  std::unordered_map<const Entry*, std::uint32_t> symlinks_{};
  // Paths of the roots of nested archives; the nodes look into these strings.
  std::unordered_set<std::string> archives_{};
};

} // namespace package_audit::checks
