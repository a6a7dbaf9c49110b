#pragma once

namespace package_audit::base {

enum class StandardStream { output, error };

bool is_terminal(StandardStream stream);

// Opens /dev/null for each standard stream that the caller has closed. The next file that is opened
// would get its number otherwise, and output would go there; printing to the stand-in fails.
void reserve_standard_streams();

// Ignores SIGPIPE and SIGXFSZ, so that a failed write is an error with a message instead of a
// signal that ends the process, and restores the default action of SIGCHLD, so that the exit of a
// child process can be observed.
void install_signal_handlers();

} // namespace package_audit::base
