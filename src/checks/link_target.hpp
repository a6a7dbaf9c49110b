#pragma once

#include <package_audit/check.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace package_audit {

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
};

// Follows symlinks as an unpacked package would, through the package's other symlinks too. A .deb
// or .rpm is unpacked at "/", so an absolute target means something there; of every other format
// nobody knows where it is unpacked.
class LinkResolver {
public:
  explicit LinkResolver(const CheckInput& input);

  LinkTarget resolve(const Entry& symlink) const;

private:
  // Parts from "/" down. Where the root's own place is not known, an empty part stands for it.
  using Place = std::vector<std::string_view>;

  Place place_of(std::string_view policy_path) const;
  std::string policy_path_of(const Place& place) const;
  bool is_below_root(const Place& place) const;

  bool system_;
  Place root_;
  std::unordered_map<std::string, std::string_view> links_{};
  std::unordered_set<std::string> known_{};
};

} // namespace package_audit
