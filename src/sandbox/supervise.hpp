#pragma once

#include "bytes/byte_source.hpp"
#include "sandbox/worker.hpp"
#include <package_audit/artifact.hpp>
#include <package_audit/inspect.hpp>
#include <package_audit/policy.hpp>

namespace package_audit {

// What is to be read: an open package, or a folder.
struct Input {
  FileSource* package = nullptr;
  std::string folder{};
};

// Has a confined worker do `task` and adds what it reports to `artifact`. Whatever is wrong with
// the worker (it dies, hangs, goes over a limit, says what no honest one says, stops early) is an
// anomaly; entries that came before it stay. Meanwhile the package is hashed here. Throws Error
// when the input cannot be read or changes, and when a layer is missing that must not.
void supervise(const Task& task, const Input& input, const Limits& limits,
               const Confinement& confinement, Artifact& artifact);

// The task that reads `input`. `signatures` must outlive it.
Task reading_task(const Input& input, const Limits& limits, const SignatureSet& signatures);

} // namespace package_audit
