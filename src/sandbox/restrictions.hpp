#pragma once

#include <string>

namespace package_audit::sandbox {

// Denies every file access, and what else Landlock governs (TCP, signals, abstract sockets, as far
// as the running kernel supports them), to this process for good; open descriptors stay usable.
// Files below `directory`, unless it is empty, may still be read. Returns false, with nothing
// denied, where the kernel has no Landlock.
bool restrict_by_landlock(const std::string& directory);

enum class FileAccess { none, reading };

// Denies this process, in each of its threads and for good, every system call but those for reading
// open descriptors, for memory, for exiting and for writing to `output`; the others fail with
// EPERM. FileAccess::reading also allows opening files for reading, listing directories and reading
// links. Returns false, with nothing denied, where the kernel or the build (libseccomp) lacks it.
bool restrict_by_seccomp(int output, FileAccess access);

} // namespace package_audit::sandbox
