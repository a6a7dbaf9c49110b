#pragma once

#include "audit/audit.hpp"
#include "model/policy.hpp"
#include "model/result.hpp"
#include "sandbox/inspect_confined.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace package_audit::api {

// The one way from files to a result, for the program and for the library.

// Called with the index of each file before it is read; may be empty.
using OnStart = std::function<void(std::size_t)>;

// Throws Error for a file that does not exist and for two files of one name: reports and records
// identify packages by it.
void require_packages(std::span<const std::string> files);

// Reads `files` in confined processes, under the limits of `policy` and with its signatures. Throws
// Error.
std::vector<Artifact> read_packages(std::span<const std::string> files, const Policy& policy,
                                    const sandbox::ReadingOptions& options,
                                    const OnStart& on_start = {});

// Reads and audits. Throws Error.
AuditResult run_audit(std::span<const std::string> files, const Policy& policy,
                      const audit::AuditContext& context, const sandbox::ReadingOptions& options,
                      const OnStart& on_start = {});

} // namespace package_audit::api
