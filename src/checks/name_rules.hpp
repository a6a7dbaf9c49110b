#pragma once

#include "checks/check.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace package_audit::checks {

// A name that gives something away.
struct NameRule {
  // Takes `*` and `?`. Compared with the last part of the path or, with `/` in it, with as many
  // parts from the end. In lower case it matches any case, with a capital only exactly.
  std::string_view pattern;
  // What such a thing is: "swap file of Vim".
  std::string_view what;
  // The name has an innocent meaning too. Silent where the allow entry that lets the entry in
  // spells the name out ("models/*.obj") instead of merely covering it ("models/**").
  bool ambiguous = false;
};

struct NameTable {
  // Folders are reported once, with the number of entries below them.
  std::span<const NameRule> folders{};
  // Everything that is not a folder.
  std::span<const NameRule> files{};
  // Patterns of files that are harmless whatever `files` says of them.
  std::span<const std::string_view> exempt{};
};

// At most one finding for each entry; none for what lies in a folder that is reported. A folder of
// which the package stores no entry of its own is reported by path.
std::vector<Finding> find_names(const CheckInput& input, const NameTable& table);

} // namespace package_audit::checks
