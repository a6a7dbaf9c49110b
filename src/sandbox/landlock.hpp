#pragma once

#include <string>

namespace package_audit::sandbox {

// Takes every access to files, and what else Landlock governs (TCP, signals, abstract sockets, as
// far as the running kernel knows them), away from this process and for good; what is open stays
// usable. Files below `folder`, unless it is empty, may still be read. False, and nothing is taken,
// where the kernel has no Landlock.
bool restrict_by_landlock(const std::string& folder);

} // namespace package_audit::sandbox
