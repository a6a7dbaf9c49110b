#pragma once

#include "model/artifact.hpp"

#include <string>
#include <string_view>

namespace package_audit::audit {

// Where in a package the installed tree hangs.
struct Layout {
  // Folder of the archive that holds the tree ("acme-1.0-Linux", "usr"), without slashes at its
  // ends; empty when the archive's own root is the tree's.
  std::string root{};
  // What a path outside the root is relative to: true for packages that are unpacked at "/".
  bool system = false;
};

// `prefix` is the policy's, for formats that are unpacked at "/". `root_hint` is the path of the
// root in the package, if the caller knows it; where the package does not lie in there, a single
// top folder counts as the root when the file is named after it, or when it is npm's "package".
Layout find_layout(const Artifact& artifact, std::string_view prefix, std::string_view root_hint);

// Sets Entry::path of everything that is payload.
void assign_paths(Artifact& artifact, const Layout& layout);

} // namespace package_audit::audit
