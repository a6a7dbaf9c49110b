#pragma once

#include <string>
#include <string_view>

namespace package_audit::base {

// The same text for all that differ only in case: ASCII, and the Latin, Greek, Cyrillic and
// Armenian letters of two bytes in UTF-8. All other bytes stay, and so do the lengths.
std::string fold_case(std::string_view text);

} // namespace package_audit::base
