#pragma once

#include <span>
#include <string_view>

namespace package_audit::base {

// The candidate that `word` was most likely meant to be; empty when none is near (more than a third
// of its letters differ).
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

} // namespace package_audit::base
