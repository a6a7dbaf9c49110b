#pragma once

#include "model/artifact.hpp"

#include <cstdint>

namespace package_audit {

// What the type bits (0170000) of a Unix mode say; the same in every format that has them.
EntryType type_of_mode(std::uint64_t mode);

} // namespace package_audit
