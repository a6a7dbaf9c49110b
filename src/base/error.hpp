#pragma once

#include <stdexcept>

namespace package_audit::base {

// What stops an audit before it can reach a verdict: wrong usage, an invalid policy, a file that
// cannot be opened, a disk that is full. Its text is one line that names the thing first, then what
// is wrong with it, then what is allowed; an invalid policy appends the source line and a caret.
//
// What is wrong with a *package* is never an Error: it becomes an Anomaly, hence a finding, hence a
// refusal (see artifact.hpp).
class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace package_audit::base
