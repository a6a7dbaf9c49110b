#pragma once

#include "model/artifact.hpp"

#include <string>
#include <string_view>

namespace package_audit::audit {

// Place of the installed tree in a package.
struct Layout {
  // Directory of the archive that holds the tree ("acme-1.0-Linux", "usr"), without slashes at its
  // ends; empty when the archive's own root is that of the tree.
  std::string root{};
  // The package is unpacked at "/", so that paths outside the root are absolute.
  bool system = false;
};

// `prefix` is the policy's, for formats that are unpacked at "/". `root_hint` is the path of the
// root in the package, or empty; where the payload is not below it, a single top directory is the
// root when the file is named after it, or when it is npm's "package".
Layout find_layout(const Artifact& artifact, std::string_view prefix, std::string_view root_hint);

// Sets Entry::path of everything that is payload.
void assign_paths(Artifact& artifact, const Layout& layout);

} // namespace package_audit::audit
