#pragma once

namespace package_audit::sandbox {

enum class FileAccess { none, reading };

// From here on this process, in each of its threads, for good, can make no system call but those
// that reading what is open, memory and its own end take, and writing to `output`; all others fail
// with EPERM. With FileAccess::reading it may also open files for reading, list folders and look at
// links. False, and nothing is taken, where the kernel or the build (libseccomp) lacks it.
bool restrict_by_seccomp(int output, FileAccess access);

} // namespace package_audit::sandbox
