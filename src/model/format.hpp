#pragma once

#include "model/artifact.hpp"

#include <string_view>

namespace package_audit {

// The format that a package's file name promises by its ending; `unknown` when it promises none.
Format promised_format(std::string_view file_name);

// The file's name without the ending of its format.
std::string_view package_stem(std::string_view file_name);

} // namespace package_audit
