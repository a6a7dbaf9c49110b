#pragma once

#include "model/artifact.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace package_audit::readings {

// One reader's result for one package.
struct Reading {
  // Read to its end without a complaint of any severity.
  bool accepted = false;
  // The first one.
  std::string complaint{};
  // In the order of the package; of what is nested in it only the outer archive.
  std::vector<Entry> entries{};
};

// The most serious difference between two readings.
enum class Difference {
  none,
  attributes, // other mode, owner or time only
  content     // other names, types, sizes, link targets or digests
};

Difference compare(const std::vector<Entry>& left, const std::vector<Entry>& right);

// Converts the result of inspect() or of inspect_source().
Reading reading_of(Artifact artifact);

// "file bin/acme, 12 bytes" a line: for messages.
std::string describe(const std::vector<Entry>& entries);

} // namespace package_audit::readings
