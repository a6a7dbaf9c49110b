#pragma once

#include "checks/check_input.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace package_audit::checks {

// Names that reveal what a file or directory is.
struct NameRule {
  // Patterns with `*` and `?`, separated by " | ". Each is compared with the last part of a path
  // or, if there is a '/' in it, with as many parts from the end. In lower case it matches any
  // case, with a capital only that exact spelling. With a '/' at its end it is for directories,
  // without one for everything else.
  std::string_view patterns;
  // What such a thing is: "swap file of Vim".
  std::string_view what;
  // The name has a harmless meaning too. No finding if the allow entry that lets the path in spells
  // the name out ("models/*.obj") instead of merely covering it ("models/**").
  bool ambiguous = false;
};

// At most one finding for each entry, by the first rule that matches. A directory is reported once,
// with the number of entries below it, which get no findings of their own; by path if the package
// stores no entry for it. `false_positives` are patterns of files that are harmless whatever the
// rules say of them.
std::vector<Finding> find_names(const CheckInput& input, std::span<const NameRule> rules,
                                std::string_view false_positives = {});

} // namespace package_audit::checks
