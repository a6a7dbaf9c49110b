#pragma once

#include "model/artifact.hpp"

#include <cstdint>

namespace package_audit {

// Type bits (0170000) of a Unix mode; the same in every format that has them.
EntryType type_of_mode(std::uint64_t mode);

} // namespace package_audit
